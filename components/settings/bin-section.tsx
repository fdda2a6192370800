"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { SettingsActions } from "#components/settings/actions";
import { useChange } from "#components/settings/use-change";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { Panel } from "#components/ui/panel";
import { showNotice } from "#components/ui/toast";
import { batchesQuery } from "#lib/client/batch-queries";
import { datasetsQuery } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";

/** What was removed and can still be put back, until the bin is emptied. */
export function BinSection({ actions }: { actions: SettingsActions }) {
  const format = useFormat();
  const change = useChange();
  const [isOpen, setOpen] = useState(false);
  const datasets = useQuery(datasetsQuery({ removed: true })).data ?? [];
  const batches = useQuery(batchesQuery({ removed: true })).data ?? [];
  const isEmpty = datasets.length + batches.length === 0;
  const words = [
    datasets.length > 0 ? format.count(datasets.length, "dataset") : "",
    batches.length > 0 ? format.count(batches.length, "batch", "batches") : "",
  ]
    .filter(Boolean)
    .join(" and ");

  async function empty() {
    const problem = await change(() => actions.emptyBin({}));
    if (!problem) showNotice("The bin is empty. The files are being deleted in the background.");
    return problem;
  }

  return (
    <Panel
      title="Bin"
      description={isEmpty ? "The bin is empty." : `${words} can still be put back.`}
      actions={
        isEmpty ? null : (
          <Button variant="danger-soft" size="sm" onPress={() => setOpen(true)}>
            <Trash2 aria-hidden />
            Empty bin
          </Button>
        )
      }
    >
      <p className="text-sm text-muted">
        Removed datasets and batches wait here. Batches are put back on the{" "}
        <Link href="/batches" className="text-link">
          Batches
        </Link>{" "}
        page, datasets on{" "}
        <Link href="/" className="text-link">
          Home
        </Link>
        .
      </p>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Delete ${words} for good?`}
        confirmLabel="Empty bin"
        isDanger
        onConfirm={empty}
      >
        <p className="text-foreground">
          Their emails, summaries and files are deleted here, and what was uploaded for them is deleted at the provider.
          This cannot be undone.
        </p>
      </ConfirmDialog>
    </Panel>
  );
}
