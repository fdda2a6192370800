"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import type { BatchWork } from "#components/batches/use-batch-work";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** Stops a batch, after saying what is kept and what it costs. */
export function CancelButton({ batch, work }: { batch: BatchView; work: BatchWork }) {
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { summarised, pending } = batch.ledger;
  return (
    <>
      <Button variant="outline" onPress={() => setOpen(true)}>
        Cancel batch
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Stop this batch?"
        confirmLabel="Stop the batch"
        cancelLabel="Keep it going"
        isDanger
        onConfirm={() => work.cancel(batch)}
      >
        <ul className="list-disc space-y-1.5 ps-5 text-foreground">
          <li>
            {summarised === 0
              ? "No summaries have come in yet."
              : `${format.count(summarised, "summary", "summaries")} that came in ${summarised === 1 ? "is" : "are"} kept.`}{" "}
            Answers finished before it stops are collected too.
          </li>
          <li>
            {format.count(pending, "email")} still open: what is not answered counts as “not run” and can be tried
            again.
          </li>
          <li>
            {batch.provider === "engine"
              ? "It costs nothing either way."
              : `${batch.providerName} charges for what it has answered, and for nothing else.`}
          </li>
        </ul>
      </ConfirmDialog>
    </>
  );
}
