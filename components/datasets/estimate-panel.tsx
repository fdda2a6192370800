"use client";
import { Button } from "@heroui/react/button";
import { Disclosure } from "@heroui/react/disclosure";
import { useQuery } from "@tanstack/react-query";
import { costWords, rangeWords, readyWords } from "#components/datasets/estimate-words";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import type { DraftView, Estimate } from "#lib/batches/draft-view";
import { estimateQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";

/** What it would take and cost; how that is known is one click away. */
export function EstimatePanel({ view }: { view: DraftView }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(estimateQuery(view));
  return (
    <Panel title="Cost and time">
      {error && !data ? (
        <ErrorState title="The cost could not be estimated" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      {data ? <Numbers estimate={data} view={view} isStale={isPlaceholderData} /> : null}
      {!data && !error ? <p className="text-sm text-muted">Counting tokens…</p> : null}
    </Panel>
  );
}

function Numbers({ estimate, view, isStale }: { estimate: Estimate; view: DraftView; isStale: boolean }) {
  const format = useFormat();
  const isHere = view.provider === "engine";
  return (
    <div aria-busy={isStale} className={isStale ? "stale" : ""}>
      <dl className="numbers grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-x-6 gap-y-4">
        <Fact name="Cost" value={isHere ? "Free" : costWords(estimate, format)} isBig />
        <Fact name="Ready" value={readyWords(view.provider)} isBig />
        <Fact name="Emails" value={format.number(estimate.emails)} />
        <Fact name="Tokens in" value={rangeWords(estimate.inputTokens, format)} />
        <Fact name="Tokens out" value={rangeWords(estimate.outputTokens, format)} />
        {estimate.parts > 1 ? <Fact name="Parts" value={format.number(estimate.parts)} /> : null}
      </dl>
      <Disclosure className="mt-4">
        <Disclosure.Heading>
          <Button slot="trigger" size="sm" variant="ghost" className="-ml-3">
            How this is estimated
            <Disclosure.Indicator />
          </Button>
        </Disclosure.Heading>
        <Disclosure.Content>
          <Disclosure.Body className="p-0 pt-2">
            <ul className="list-disc space-y-1 pl-5 text-sm text-muted">
              {estimate.assumptions.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Disclosure.Body>
        </Disclosure.Content>
      </Disclosure>
    </div>
  );
}

function Fact({ name, value, isBig = false }: { name: string; value: string; isBig?: boolean }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className={isBig ? "text-lg font-semibold" : "font-medium"}>{value}</dd>
    </div>
  );
}
