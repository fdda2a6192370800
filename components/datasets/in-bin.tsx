"use client";
import { Button } from "@heroui/react/button";
import { Trash2 } from "lucide-react";
import type { DatasetActions } from "#components/datasets/actions";
import { useRun } from "#components/datasets/use-dataset-actions";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";

/** Stands where the steps would be while a dataset is in the bin. */
export function InBin({ dataset, restore }: { dataset: { id: number }; restore: DatasetActions["restore"] }) {
  const run = useRun();
  return (
    <div className="panel">
      <EmptyState
        icon={Trash2}
        title="This dataset is in the bin"
        actions={
          <>
            <Button onPress={() => run(() => restore({ id: dataset.id }))}>Put back</Button>
            <ButtonLink href="/">Go home</ButtonLink>
          </>
        }
      >
        Its emails and summaries are kept until the bin is emptied.
      </EmptyState>
    </div>
  );
}
