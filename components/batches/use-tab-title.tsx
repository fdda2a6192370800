"use client";

import { useEffect, useRef } from "react";
import type { BatchRow } from "#lib/batches/view";
import { type Format, useFormat } from "#lib/client/format";

const APP = "Mailgist";
const MARKS: Record<BatchRow["tone"], string> = { neutral: "■", busy: "", good: "✓", warn: "!", bad: "!" };

/** What a tab in the background says of a batch: "412 of 1,000 · Mailgist", "✓ Done · Mailgist". */
export function tabTitle(batch: Pick<BatchRow, "isActive" | "progress" | "label" | "tone">, format: Format): string {
  const { progress, label, tone, isActive } = batch;
  if (!isActive) return `${MARKS[tone]} ${label} · ${APP}`;
  const hasBegun = progress !== null && progress.done > 0;
  return `${hasBegun ? `${format.number(progress.done)} of ${format.number(progress.total)}` : label} · ${APP}`;
}

/** Follows a batch in the tab's title, from when it was first seen running; before, the title is its name. */
export function useTabTitle(batch: BatchRow): void {
  const format = useFormat();
  const wasRunning = useRef(false);
  if (batch.isActive) wasRunning.current = true;
  const title = wasRunning.current ? tabTitle(batch, format) : null;
  useEffect(() => {
    if (title === null) return;
    const before = document.title;
    document.title = title;
    return () => {
      // Only what is still ours is taken back: the next page may have set its own.
      if (document.title === title) document.title = before;
    };
  }, [title]);
}
