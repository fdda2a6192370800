"use client";

import { Time } from "#components/ui/time";
import type { PartView } from "#lib/batches/view";

const VENDOR_WORDS: Record<string, string> = {
  created: "created",
  in_progress: "in progress",
  finalizing: "finalizing",
  completed: "completed",
  failed: "failed",
  expired: "expired",
  cancelling: "cancelling",
  cancelled: "cancelled",
  expires: "ends at the latest",
};

type Moment = { key: string; words: string; at: number; isOurs: boolean };

/** The provider's own times, with ours around them, oldest first. */
export function timelineOf(part: Pick<PartView, "vendorTimes" | "submittedAt" | "finishedAt">): Moment[] {
  const moments: Moment[] = [];
  if (part.submittedAt !== null)
    moments.push({ key: "submitted", words: "Handed over by Mailgist", at: part.submittedAt, isOurs: true });
  for (const [key, at] of Object.entries(part.vendorTimes)) {
    // The latest possible end says nothing once it has ended.
    if (at === undefined || (key === "expires" && part.finishedAt !== null)) continue;
    moments.push({ key, words: VENDOR_WORDS[key] ?? key, at, isOurs: false });
  }
  if (part.finishedAt !== null)
    moments.push({ key: "finished", words: "Everything collected", at: part.finishedAt, isOurs: true });
  return moments.sort((a, b) => a.at - b.at);
}

/** What happened when. */
export function Timeline({ part }: { part: PartView }) {
  const moments = timelineOf(part);
  if (moments.length === 0) return null;
  return (
    <ol aria-label="Timeline" className="flex flex-col text-sm">
      {moments.map((moment) => (
        <li key={moment.key} className="group flex gap-3">
          <span aria-hidden className="flex w-2 flex-col items-center">
            <span className={`mt-2 size-2 shrink-0 rounded-full ${moment.isOurs ? "bg-accent" : "bg-field-border"}`} />
            <span className="w-px flex-1 bg-border group-last:hidden" />
          </span>
          <span className="flex min-w-0 flex-1 flex-wrap justify-between gap-x-4 pb-2">
            <span className={moment.isOurs ? "" : "font-mono text-[0.8125rem] leading-6"}>{moment.words}</span>
            <Time at={moment.at} show="dateTime" className="numbers text-muted" />
          </span>
        </li>
      ))}
    </ol>
  );
}
