"use client";

import { Button } from "@heroui/react/button";
import { Trash2 } from "lucide-react";
import type { BatchWork } from "#components/batches/use-batch-work";

/** Says that this batch lies in the bin, and puts it back. */
export function BinNotice({ batch, work }: { batch: { id: number; name: string }; work: BatchWork }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-2xl bg-warning-soft px-5 py-3 text-sm text-warning-soft-foreground">
      <Trash2 aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1 basis-48">
        This batch is in the bin. Its summaries are not listed while it is there.
      </p>
      <Button size="sm" variant="outline" onPress={() => work.restore(batch)}>
        Put back
      </Button>
    </div>
  );
}
