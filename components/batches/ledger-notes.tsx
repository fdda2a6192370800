"use client";

import { Button } from "@heroui/react/button";
import { TriangleAlert } from "lucide-react";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

type Props = { batch: Pick<BatchView, "quarantined" | "parts">; onShow: () => void };

/** What a careful reader has to know beside the numbers: lines that belong to no email, and what was there twice. */
export function LedgerNotes({ batch, onShow }: Props) {
  const format = useFormat();
  const doubled = batch.parts.filter((part) => part.extras.length > 0).length;
  const notes = [
    ...(batch.quarantined > 0
      ? [`${format.count(batch.quarantined, "line")} of the answers belonged to no email and stayed out.`]
      : []),
    ...(doubled > 0
      ? [
          `The connection broke while ${doubled === 1 ? "a part" : format.count(doubled, "part")} was sent, and the provider had it twice. The second is cancelled and in none of these numbers; the details say how it ended.`,
        ]
      : []),
  ];
  if (notes.length === 0) return null;
  return (
    <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-separator pt-4 text-sm">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning-soft-foreground" />
      <div className="min-w-0 flex-1 basis-60">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <Button size="sm" variant="outline" onPress={onShow}>
        See details
      </Button>
    </div>
  );
}
