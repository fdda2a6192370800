"use client";

import { Button } from "@heroui/react/button";
import { Tooltip } from "@heroui/react/tooltip";
import { Check, Copy } from "lucide-react";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { SummaryActions } from "#components/summaries/actions";
import { ClaimList } from "#components/summaries/claim-list";
import { claimsIn, ExplainedText } from "#components/summaries/claims";
import { LookLabel } from "#components/summaries/look-label";
import { OutcomeLabel } from "#components/summaries/outcome-label";
import { ReviewBar, ReviewLine } from "#components/summaries/review-bar";
import { SteeringNotice } from "#components/summaries/steering-notice";
import { SummaryEditor } from "#components/summaries/summary-editor";
import { SummaryHistory } from "#components/summaries/summary-history";
import { useSummaryDraft } from "#components/summaries/use-summary-draft";
import { type SummaryWork, useSummaryWork } from "#components/summaries/use-summary-work";
import { Time } from "#components/ui/time";
import type { SummaryRow, SummaryView } from "#lib/summaries/view";

const COPIED_MS = 2_500;

type Props = {
  row: SummaryRow;
  /** Once it is read: with what its email tries, its history and its versions. */
  view: SummaryView | undefined;
  terms: readonly string[];
  actions: SummaryActions;
  onOpen: (id: number) => void;
  onLike: (id: number) => void;
};

/** What was written about an email, or why nothing was, with where it comes from. */
export function SummaryText({ row, view, terms, actions, onOpen, onLike }: Props) {
  const work = useSummaryWork(actions);
  return (
    <section aria-label="Summary" className="flex flex-col gap-3">
      <div className="flex min-h-8 items-center justify-between gap-3">
        <span className="flex flex-wrap items-center gap-2">
          <OutcomeLabel outcome={row.outcome} />
          {row.needsLook ? <LookLabel /> : null}
        </span>
        {row.outcome === "summarised" ? <CopyButton text={row.text} /> : null}
      </div>
      {row.outcome === "summarised" ? (
        <Correctable row={row} view={view} terms={terms} work={work} onLike={onLike} />
      ) : (
        <p className="leading-relaxed">
          {row.reason ?? "No reason was given."}
          <Link href={`/batches/${row.batchId}`} className="text-link ms-2">
            See the batch
          </Link>
        </p>
      )}
      <p className="text-xs text-muted">
        {row.outcome === "summarised" ? "Written by" : "Asked of"} {row.providerName}, {row.model}, on{" "}
        <Time at={row.createdAt} show="dateTime" /> in{" "}
        <Link href={`/batches/${row.batchId}`} className="text-link">
          {row.batchName}
        </Link>
      </p>
      <ReviewLine row={row} />
      {view ? <SummaryHistory view={view} work={work} onOpen={onOpen} /> : null}
    </section>
  );
}

type CorrectableProps = Pick<Props, "row" | "view" | "terms" | "onLike"> & { work: SummaryWork };

/** The text with what was found about it, or in an editor while somebody corrects it. */
function Correctable({ row, view, terms, work, onLike }: CorrectableProps) {
  const [draft, setDraft] = useSummaryDraft(row.id);
  if (draft) return <SummaryEditor row={row} draft={draft} onDraft={setDraft} work={work} />;
  return (
    <>
      {view?.steering ? <SteeringNotice steering={view.steering} provider={row.provider} /> : null}
      <p className="foreign-text leading-relaxed">
        <ExplainedText id={row.id} text={row.text} terms={terms} claims={claimsIn(row.claims)} />
      </p>
      <ClaimList row={row} />
      <ReviewBar
        row={row}
        work={work}
        onEdit={() => setDraft({ text: row.text, revision: row.revision })}
        onLike={() => onLike(row.id)}
      />
    </>
  );
}

function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), COPIED_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const words = { idle: "Copy summary", copied: "Copied", failed: "Could not copy" }[state];
  return (
    <Tooltip delay={300}>
      <Button
        isIconOnly
        size="sm"
        variant="ghost"
        className="-me-1.5 shrink-0"
        onPress={() =>
          navigator.clipboard.writeText(text).then(
            () => setState("copied"),
            () => setState("failed"),
          )
        }
      >
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
        <span className="sr-only" aria-live="polite">
          {words}
        </span>
      </Button>
      <Tooltip.Content>{words}</Tooltip.Content>
    </Tooltip>
  );
}
