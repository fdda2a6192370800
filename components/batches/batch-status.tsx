"use client";

import { CircleAlert, CircleCheck, CircleDot, CircleX, LoaderCircle } from "lucide-react";
import { nextWords } from "#components/batches/next-words";
import { PartWaits } from "#components/batches/part-waits";
import { TellButton } from "#components/batches/tell-button";
import { Progress } from "#components/ui/progress";
import { isOpen } from "#lib/batches/status";
import type { BatchView } from "#lib/batches/view";

const LOOK = {
  neutral: { Icon: CircleDot, colour: "text-muted" },
  busy: { Icon: LoaderCircle, colour: "text-accent" },
  good: { Icon: CircleCheck, colour: "text-success" },
  warn: { Icon: CircleAlert, colour: "text-warning-soft-foreground" },
  bad: { Icon: CircleX, colour: "text-danger" },
} as const;

/** Where the batch stands, in words that are announced when they change, and what happens next. */
export function BatchStatus({ batch }: { batch: BatchView }) {
  const { Icon, colour } = LOOK[batch.tone];
  const reason = whyItWaits(batch);
  return (
    <section aria-label="Status" className="panel flex flex-col gap-4 px-4 py-5 sm:px-6">
      <div className="flex items-start gap-3">
        <Icon
          aria-hidden
          strokeWidth={2}
          className={`mt-1 size-5 shrink-0 ${colour} ${batch.tone === "busy" ? "animate-spin motion-reduce:animate-none" : ""}`}
        />
        <div className="min-w-0">
          <p role="status" className="text-xl leading-snug font-semibold wrap-anywhere">
            {batch.label}
          </p>
          <p className="mt-1 text-muted">{nextWords(batch)}</p>
          {reason ? <p className="mt-1 wrap-anywhere">{reason}</p> : null}
        </div>
      </div>
      {batch.progress && batch.isActive ? (
        <Progress label="Emails answered" done={batch.progress.done} total={batch.progress.total} tone={batch.tone} />
      ) : null}
      <PartWaits batch={batch} />
      {batch.isActive ? <TellButton /> : null}
    </section>
  );
}

/** What holds up the only part, in the provider's words or ours; several parts say it each for itself. */
function whyItWaits({ parts }: Pick<BatchView, "parts">): string | null {
  const [only, ...others] = parts;
  return only && others.length === 0 && isOpen(only) && only.wait === null ? only.reason : null;
}
