"use client";

import { Button } from "@heroui/react/button";
import { Skeleton } from "@heroui/react/skeleton";
import { useQuery } from "@tanstack/react-query";
import { Check, TriangleAlert } from "lucide-react";
import { useId, useMemo, useState } from "react";
import type { CompareWork } from "#components/batches/use-compare";
import { claimedWords } from "#components/summaries/claim-words";
import { DifferingText } from "#components/summaries/differing-text";
import { MailView } from "#components/summaries/mail-view";
import { useFormat } from "#lib/client/format";
import { summaryQuery } from "#lib/client/summary-queries";
import { diffWords, type Stretch } from "#lib/client/word-diff";
import type { Pair } from "#lib/summaries/compare-view";
import { OUTCOME_WORDS } from "#lib/summaries/filter";

type Props = { pair: Pair; names: [string, string]; work: CompareWork };

/** Two summaries of one email: what differs, which one is in use, and the email itself when asked for. */
export function PairItem({ pair, names, work }: Props) {
  const [showsMail, setShowsMail] = useState(false);
  const id = useId();
  const format = useFormat();
  const { left, right } = pair;
  const diff = useMemo(() => diffWords(left.text, right.text), [left.text, right.text]);
  return (
    <article aria-labelledby={id} className="panel @container flex flex-col gap-3 p-4">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 id={id} className="font-semibold wrap-anywhere">
            {pair.subject || "No subject"}
          </h3>
          <p className="text-sm text-muted wrap-anywhere">
            {pair.sender || "No sender"}, {format.date(pair.date)}
            {left.outcome === right.outcome && left.text === right.text ? " · The same text twice" : ""}
          </p>
        </div>
        <Button size="sm" variant="ghost" aria-expanded={showsMail} onPress={() => setShowsMail(!showsMail)}>
          {showsMail ? "Hide the email" : "Show the email"}
        </Button>
      </header>
      <div className={`grid gap-3 @2xl:grid-cols-2 ${showsMail ? "@5xl:grid-cols-3" : ""}`}>
        <Side pair={pair} of="left" stretches={diff.left} name={names[0]} work={work} />
        <Side pair={pair} of="right" stretches={diff.right} name={names[1]} work={work} />
        {showsMail ? <Mail id={left.id} /> : null}
      </div>
    </article>
  );
}

type SideProps = { pair: Pair; of: "left" | "right"; stretches: Stretch[]; name: string; work: CompareWork };

function Side({ pair, of, stretches, name, work }: SideProps) {
  const side = pair[of];
  const format = useFormat();
  const claims = side.claims?.length ?? 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no form field is meant, and a section would be a landmark in each pair
    <div role="group" aria-label={name} className="flex min-w-0 flex-col gap-2 rounded-xl bg-surface-secondary p-3">
      <h4 className="text-xs font-medium text-muted wrap-anywhere">{name}</h4>
      {side.outcome === "summarised" ? (
        <DifferingText stretches={stretches} />
      ) : (
        <p className="text-sm">
          {OUTCOME_WORDS[side.outcome]}
          {side.reason ? `: ${side.reason}` : ""}
        </p>
      )}
      {claims > 0 ? (
        <p className="flex items-start gap-1.5 text-sm text-warning-soft-foreground">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">
            Not in the email: {side.claims?.map((claim) => `“${claimedWords(claim, side.text)}”`).join(", ")}
          </span>
        </p>
      ) : null}
      <div className="mt-auto flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
        {side.isCurrent ? (
          <span className="inline-flex items-center gap-1 font-medium text-foreground">
            <Check aria-hidden className="size-3.5" />
            In use
          </span>
        ) : side.outcome === "summarised" ? (
          <Button
            size="sm"
            variant="outline"
            aria-label={`Use this one, of “${name}”, for ${pair.subject || "the email without a subject"}`}
            onPress={() => work.pick(pair, of)}
          >
            Use this one
          </Button>
        ) : null}
        {side.correctedAt === null ? null : <span>Corrected</span>}
        {side.reviewedAt === null ? null : <span>Reviewed</span>}
        {side.outcome === "summarised" ? <span>{format.count(side.text.length, "character")}</span> : null}
      </div>
    </div>
  );
}

function Mail({ id }: { id: number }) {
  const query = useQuery(summaryQuery(id));
  return (
    <div className="min-w-0 rounded-xl border border-separator p-3 @2xl:col-span-2 @5xl:col-span-1">
      {query.data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
        <section tabIndex={0} aria-label="The email" className="max-h-96 overflow-y-auto">
          <MailView mail={query.data.email} terms={[]} />
        </section>
      ) : query.isError ? (
        <p role="alert" className="text-sm">
          {query.error.message}
        </p>
      ) : (
        <Skeleton className="h-40 w-full rounded-lg" />
      )}
    </div>
  );
}
