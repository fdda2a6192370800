"use client";

import { Disclosure } from "@heroui/react/disclosure";
import { CostFacts } from "#components/batches/cost-facts";
import { Deletions } from "#components/batches/deletions";
import { Fact, Facts } from "#components/batches/facts";
import { PartDetails } from "#components/batches/part-details";
import { QuarantineList } from "#components/batches/quarantine-list";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";
import { promptWords } from "#lib/words";

/** Where it is on the page. */
export const DETAILS = "details";

type Props = { batch: BatchView; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** What the curious and the technical want to see: what was asked, what it cost, and the provider's own words. */
export function BatchDetails({ batch, isOpen, onOpenChange }: Props) {
  return (
    <Disclosure id={DETAILS} className="panel scroll-mt-24" isExpanded={isOpen} onExpandedChange={onOpenChange}>
      <Disclosure.Heading level={2}>
        <Disclosure.Trigger className="flex min-h-14 w-full items-center justify-between gap-3 rounded-2xl px-4 text-start text-base font-semibold sm:px-6">
          Details
          <Disclosure.Indicator className="size-4 text-muted" />
        </Disclosure.Trigger>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="flex flex-col gap-8 px-2 pt-1 pb-4 sm:px-4">
          <Asked batch={batch} />
          {batch.parts.map((part) => (
            <PartDetails key={part.id} batchId={batch.id} part={part} partCount={batch.parts.length} />
          ))}
          {batch.reasons.length > 0 ? <Codes batch={batch} /> : null}
          {batch.quarantined > 0 ? <QuarantineList batch={batch} /> : null}
          <Deletions batch={batch} />
          {batch.parts.length === 0 ? <p className="text-sm text-muted">Nothing has been sent yet.</p> : null}
        </Disclosure.Body>
      </Disclosure.Content>
    </Disclosure>
  );
}

function Asked({ batch }: { batch: BatchView }) {
  const format = useFormat();
  return (
    <section aria-labelledby="batch-asked" className="flex flex-col gap-4">
      <h3 id="batch-asked" className="text-sm font-semibold">
        What was asked, and what it used
      </h3>
      <Facts>
        <Fact name="Model">{batch.model}</Fact>
        <Fact name="Instructions">{promptWords(batch.promptName, batch.promptVersion)}</Fact>
        <CostFacts batch={batch} format={format} />
      </Facts>
      <section
        aria-label="The instructions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
        tabIndex={0}
        className="foreign-text max-h-56 overflow-y-auto rounded-xl bg-surface-secondary p-4 text-sm"
      >
        {batch.instructions || "No instructions: the emails alone are sent."}
      </section>
    </section>
  );
}

/** Why emails have no summary, in the provider's own codes: what a technical person will ask for. */
function Codes({ batch }: { batch: BatchView }) {
  const format = useFormat();
  return (
    <section aria-labelledby="batch-codes" className="flex flex-col gap-3 border-t border-separator pt-6">
      <h3 id="batch-codes" className="text-sm font-semibold">
        The provider's codes
      </h3>
      <ul className="flex flex-col gap-1.5 text-sm">
        {batch.reasons.map((reason) => (
          <li key={`${reason.outcome}:${reason.code}:${reason.message}`} className="flex gap-3">
            <span className="numbers min-w-8 shrink-0">{format.number(reason.count)}</span>
            <span className="min-w-0 wrap-anywhere">
              <span className="font-mono text-[0.8125rem]">{reason.code || "no code"}</span>
              <span className="text-muted">: {reason.message}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
