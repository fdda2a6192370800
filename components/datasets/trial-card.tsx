"use client";
import { Button } from "@heroui/react/button";
import { Skeleton } from "@heroui/react/skeleton";
import { useQuery } from "@tanstack/react-query";
import { MailText } from "#components/summaries/mail-text";
import { StatusBadge } from "#components/ui/status-badge";
import type { TrialView } from "#lib/batches/draft-view";
import { emailQuery } from "#lib/client/dataset-queries";
import { type Format, useFormat } from "#lib/client/format";

/** One tried email beside what came back. `onRetry`: null while nothing can be tried. */
export function TrialCard({ trial, onRetry }: { trial: TrialView; onRetry: (() => void) | null }) {
  return (
    <li className="grid overflow-hidden rounded-xl border border-border md:grid-cols-2">
      <Email trial={trial} />
      <div className="flex min-w-0 flex-col gap-3 border-border bg-surface-secondary p-4 max-md:border-t md:border-s">
        <div aria-live="polite" className="min-w-0 flex-1">
          <Answer trial={trial} onRetry={onRetry} />
        </div>
        <Footer trial={trial} />
      </div>
    </li>
  );
}

function Email({ trial }: { trial: TrialView }) {
  const { data: email, error } = useQuery(emailQuery(trial.emailId));
  const subject = trial.subject || "No subject";
  return (
    <div className="flex min-w-0 flex-col gap-1 p-4">
      <h3 className="font-medium wrap-anywhere">{subject}</h3>
      <p className="text-sm text-muted wrap-anywhere">{trial.sender || "No sender"}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: no form field is meant */}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
        tabIndex={0}
        role="group"
        aria-label={`Text of ${subject}`}
        className="mt-2 max-h-56 overflow-y-auto rounded-lg"
      >
        {email ? <MailText text={email.text} terms={[]} /> : null}
        {error && !email ? <p className="text-sm text-muted">{error.message}</p> : null}
        {!email && !error ? <Skeleton className="h-16 rounded-lg" /> : null}
      </div>
    </div>
  );
}

function Answer({ trial, onRetry }: { trial: TrialView; onRetry: (() => void) | null }) {
  switch (trial.state) {
    case "waiting":
    case "asking":
      return (
        <div className="flex flex-col gap-2">
          <p className="text-sm text-muted">Asking {trial.model}…</p>
          <Skeleton className="h-4 w-full rounded" />
          <Skeleton className="h-4 w-2/3 rounded" />
        </div>
      );
    case "summarised":
      return <p className="foreign-text leading-relaxed">{trial.text}</p>;
    case "cancelled":
      return (
        <NoAnswer title="Cancelled" words="If it was asked already, it may still cost a little." onRetry={onRetry} />
      );
    case "failed":
      return <NoAnswer title={trial.problem ?? "No answer came"} words={trial.words} onRetry={onRetry} />;
  }
}

type NoAnswerProps = { title: string; words: string | null; onRetry: (() => void) | null };

function NoAnswer({ title, words, onRetry }: NoAnswerProps) {
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="font-medium wrap-anywhere">{title}</p>
      {words ? <p className="text-sm text-muted wrap-anywhere">{words}</p> : null}
      <Button size="sm" variant="secondary" isDisabled={onRetry === null} onPress={() => onRetry?.()}>
        Try again
      </Button>
    </div>
  );
}

function Footer({ trial }: { trial: TrialView }) {
  const format = useFormat();
  const facts = [trial.model, ...usage(trial, format)];
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="numbers text-xs text-muted">{facts.join(" · ")}</p>
      {trial.isStale ? <StatusBadge tone="warn" label="Before your last change" /> : null}
    </div>
  );
}

function usage({ inputTokens, outputTokens, tookMs }: TrialView, format: Format): string[] {
  return [
    ...(inputTokens === null
      ? []
      : [`${format.number(inputTokens)} tokens in, ${format.number(outputTokens ?? 0)} out`]),
    ...(tookMs === null ? [] : [format.seconds(tookMs)]),
  ];
}
