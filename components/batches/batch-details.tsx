"use client";

import { Disclosure } from "@heroui/react/disclosure";
import { CostFacts } from "#components/batches/cost-facts";
import { Fact, Facts } from "#components/batches/facts";
import { PartDetails } from "#components/batches/part-details";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

/** What the curious and the technical want to see: what was asked, what it cost, and the provider's own words. */
export function BatchDetails({ batch }: { batch: BatchView }) {
  return (
    <Disclosure className="panel">
      <Disclosure.Heading level={2}>
        <Disclosure.Trigger className="flex min-h-14 w-full items-center justify-between gap-3 rounded-2xl px-4 text-start text-base font-semibold sm:px-6">
          Details
          <Disclosure.Indicator className="size-4 text-muted" />
        </Disclosure.Trigger>
      </Disclosure.Heading>
      <Disclosure.Content>
        <Disclosure.Body className="flex flex-col gap-8 px-2 pt-1 pb-4 sm:px-4">
          <Asked batch={batch} />
          {batch.quarantined > 0 ? <Quarantine batch={batch} /> : null}
          {batch.parts.map((part) => (
            <PartDetails key={part.id} batchId={batch.id} part={part} partCount={batch.parts.length} />
          ))}
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
        <Fact name="Instructions">“{batch.promptName}”</Fact>
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

function Quarantine({ batch }: { batch: BatchView }) {
  const format = useFormat();
  return (
    <p className="rounded-xl bg-warning-soft px-4 py-3 text-sm text-warning-soft-foreground">
      {format.count(batch.quarantined, "line")} of the answer {batch.quarantined === 1 ? "belongs" : "belong"} to none
      of these emails. {batch.quarantined === 1 ? "It was" : "They were"} put aside and changed nothing.
    </p>
  );
}
