"use client";

import { Hourglass } from "lucide-react";
import type { BatchView, PartView, PartWait } from "#lib/batches/view";
import { type Format, useFormat } from "#lib/client/format";

/** The most that are told apart; the others wait for those. */
const MOST_SHOWN = 4;

/** Parts that have not started yet, what each waits for, and why. */
export function PartWaits({ batch }: { batch: BatchView }) {
  const format = useFormat();
  const waiting = batch.parts.filter((part): part is PartView & { wait: PartWait } => part.wait !== null);
  if (waiting.length === 0) return null;
  const more = waiting.length - MOST_SHOWN;
  return (
    <ul aria-label="Waiting" className="flex flex-col gap-2 border-t border-separator pt-4 text-sm">
      {waiting.slice(0, MOST_SHOWN).map((part) => (
        <li key={part.id} className="flex items-start gap-2.5">
          <Hourglass aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <p className="min-w-0 wrap-anywhere">
            {startWords(part.number, batch.parts.length, part.wait, format)}{" "}
            {part.wait.why ? <span className="text-muted">{part.wait.why}</span> : null}
          </p>
        </li>
      ))}
      {more > 0 ? <li className="ps-6.5 text-muted">{format.count(more, "more part")} after that.</li> : null}
    </ul>
  );
}

/** "Part 2 of 3 starts when part 1 has ended." */
export function startWords(number: number, count: number, wait: PartWait, format: Format): string {
  const name = count === 1 ? "It" : `Part ${format.number(number)} of ${format.number(count)}`;
  const at = wait.until === null ? null : format.time(wait.until);
  if (wait.for) {
    const ahead = wait.for.batchName === null ? `part ${format.number(wait.for.number)}` : `“${wait.for.batchName}”`;
    return at === null
      ? `${name} starts when ${ahead} has ended.`
      : `${name} starts when ${ahead} has ended, or is tried again at ${at}.`;
  }
  return at === null ? `${name} starts by itself.` : `${name} is tried again at ${at}.`;
}
