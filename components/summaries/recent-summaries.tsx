"use client";

import { FileSearch } from "lucide-react";
import { useState } from "react";
import { SearchBox } from "#components/summaries/search-box";
import { SummariesTable } from "#components/summaries/summaries-table";
import { TableSkeleton } from "#components/summaries/table-skeleton";
import { useSummaries } from "#components/summaries/use-summaries";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { withQuery } from "#lib/client/read";
import { usualSort } from "#lib/summaries/filter";
import type { SummaryPage } from "#lib/summaries/view";

const NEWEST = 10;

/** The newest ten summaries, searchable where they stand. Renders nothing while there is none at all. */
export function RecentSummaries({ firstPage }: { firstPage: SummaryPage }) {
  const [q, setQ] = useState("");
  const filter = q ? { q } : {};
  const list = useSummaries(filter, usualSort(filter), NEWEST, { filter: {}, sort: "newest", page: firstPage });
  const rows = list.rows.slice(0, NEWEST);
  if (!q && list.first && rows.length === 0) return null;
  return (
    <section aria-labelledby="recent-summaries" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="recent-summaries" className="me-auto text-lg font-semibold">
          Newest summaries
        </h2>
        <ButtonLink href={withQuery("/summaries", { q })} variant="ghost">
          See all
        </ButtonLink>
        <SearchBox value={q} onChange={setQ} className="basis-full sm:basis-80" />
      </div>
      {list.query.isPending ? <TableSkeleton rows={4} /> : null}
      {list.query.isError && !list.first ? (
        <div className="panel">
          <ErrorState title="The summaries could not be read" onRetry={() => list.query.refetch()}>
            {list.query.error.message} Nothing is lost.
          </ErrorState>
        </div>
      ) : null}
      {list.first && rows.length === 0 ? (
        <div className="panel">
          <EmptyState icon={FileSearch} title="No summary matches">
            Fewer or shorter words find more. “See all” also looks for what is related by meaning.
          </EmptyState>
        </div>
      ) : null}
      {rows.length > 0 ? (
        <SummariesTable
          rows={rows}
          query={q}
          isStale={list.query.isPlaceholderData}
          hrefOf={(row) => withQuery("/summaries", { q, open: row.id })}
        />
      ) : null}
    </section>
  );
}
