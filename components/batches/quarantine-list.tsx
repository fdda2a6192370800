"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { ButtonLink } from "#components/ui/button-link";
import { ErrorState } from "#components/ui/error-state";
import { Pager } from "#components/ui/pager";
import type { BatchView } from "#lib/batches/view";
import { quarantineQuery } from "#lib/client/batch-queries";
import { useFormat } from "#lib/client/format";

const PER_PAGE = 20;

/** Lines of the answers that belong to none of the batch's emails: put aside, shown, and of no effect. */
export function QuarantineList({ batch }: { batch: BatchView }) {
  const format = useFormat();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery(quarantineQuery(batch.id, offset));
  return (
    <section aria-labelledby="batch-aside" className="flex flex-col gap-3 border-t border-separator pt-6">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div>
          <h3 id="batch-aside" className="text-sm font-semibold">
            Put aside
          </h3>
          <p className="text-sm text-muted">
            {format.count(batch.quarantined, "line")} of the answers {batch.quarantined === 1 ? "belongs" : "belong"} to
            none of these emails. {batch.quarantined === 1 ? "It" : "They"} changed nothing.
          </p>
        </div>
        <ButtonLink href={`/api/batches/${batch.id}/quarantine.jsonl`} isDownload size="sm" variant="tertiary">
          <Download aria-hidden />
          Download them
        </ButtonLink>
      </div>
      {error && !data ? (
        <ErrorState title="They could not be read" onRetry={() => refetch()}>
          {error.message}
        </ErrorState>
      ) : null}
      <ul className="flex flex-col gap-2">
        {data?.lines.map((line) => (
          <li key={line.id} className="rounded-xl bg-surface-secondary px-4 py-3 text-sm">
            <p>
              Line {format.number(line.line)} of the {line.source} file: {line.why}.
            </p>
            {/* biome-ignore lint/a11y/useSemanticElements: no form field is meant */}
            <div
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
              tabIndex={0}
              role="group"
              aria-label={`Line ${format.number(line.line)} as it came`}
              className="foreign-text mt-1 max-h-24 overflow-y-auto font-mono text-xs text-muted"
            >
              {line.raw}
            </div>
          </li>
        ))}
      </ul>
      {data ? <Pager offset={offset} perPage={PER_PAGE} total={data.total} onOffset={setOffset} /> : null}
    </section>
  );
}
