"use client";
import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { DatasetActions } from "#components/datasets/actions";
import { useRun } from "#components/datasets/use-dataset-actions";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import type { ActionResult } from "#lib/action";
import { useFormat } from "#lib/client/format";
import { STORED } from "#lib/client/stored";
import type { DatasetRow } from "#lib/datasets/view";

export type EmptyBin = (input: Record<string, never>) => Promise<ActionResult<unknown>>;
type Props = { datasets: DatasetRow[]; restore: DatasetActions["restore"]; emptyBin: EmptyBin };

/** What was removed: put back one by one, or deleted for good after one question. */
export function Bin({ datasets, restore, emptyBin }: Props) {
  const format = useFormat();
  const client = useQueryClient();
  const run = useRun();
  const [isAsking, setAsking] = useState(false);
  if (datasets.length === 0) return null;
  const empty = async () => {
    const result = await emptyBin({});
    await client.invalidateQueries({ queryKey: [STORED] });
    return result.ok ? undefined : result.message;
  };
  return (
    <Disclosure className="border-t border-separator px-2 py-2 sm:px-4">
      <Disclosure.Heading className="text-sm">
        <Button slot="trigger" size="sm" variant="ghost">
          <Trash2 aria-hidden />
          Bin: {format.count(datasets.length, "dataset")}
          <Disclosure.Indicator />
        </Button>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="px-2 pb-2">
          <ul className="divide-y divide-separator">
            {datasets.map((dataset) => (
              <li key={dataset.id} className="flex items-center gap-3 py-2">
                <span className="min-w-0 flex-1 truncate text-sm">{dataset.name}</span>
                <span className="numbers shrink-0 text-sm text-muted">{format.count(dataset.emailCount, "email")}</span>
                <Button
                  size="sm"
                  variant="tertiary"
                  aria-label={`Put back ${dataset.name}`}
                  onPress={() => run(() => restore({ id: dataset.id }))}
                >
                  Put back
                </Button>
              </li>
            ))}
          </ul>
          <Button className="mt-3" size="sm" variant="danger-soft" onPress={() => setAsking(true)}>
            Empty bin
          </Button>
        </Disclosure.Body>
      </Disclosure.Content>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${format.count(datasets.length, "dataset")} for good?`}
        confirmLabel="Delete for good"
        isDanger
        onConfirm={empty}
      >
        <p className="text-muted">
          Their emails, uploads, batches and summaries are deleted from this computer, and their files at the provider
          too. This cannot be undone.
        </p>
      </ConfirmDialog>
    </Disclosure>
  );
}
