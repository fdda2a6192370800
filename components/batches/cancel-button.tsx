"use client";

import { Button } from "@heroui/react/button";
import { useState } from "react";
import { stopWords } from "#components/batches/stop-words";
import type { BatchWork } from "#components/batches/use-batch-work";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** Stops a batch, after saying what is kept and what it may still cost. */
export function CancelButton({ batch, work }: { batch: BatchView; work: BatchWork }) {
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  if (!batch.stop) return null;
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
          {stopWords(batch, batch.stop, format).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </ConfirmDialog>
    </>
  );
}
