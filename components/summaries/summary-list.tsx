"use client";

import { Button } from "@heroui/react/button";
import { FileSearch } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { SummaryAddress } from "#components/summaries/address";
import { NoSummaries } from "#components/summaries/no-summaries";
import { SummariesTable } from "#components/summaries/summaries-table";
import { TableSkeleton } from "#components/summaries/table-skeleton";
import type { useSummaries } from "#components/summaries/use-summaries";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { useFormat } from "#lib/client/format";
import { correctedQuery, whyMatched } from "#lib/search/why";
import { formatFilter } from "#lib/summaries/filter";
import type { SummaryFilter, SummaryRow, SummarySort } from "#lib/summaries/view";

type List = ReturnType<typeof useSummaries>;
type Props = {
  list: List;
  /** The rows to show: all that were read, or the best few of a search. */
  rows: SummaryRow[];
  address: SummaryAddress;
  onShowAll: () => void;
  /** Whether something near in meaning follows. */
  hasRelated: boolean;
};

/** Of a search that finds more, the best so many stand above what is related by meaning. */
const BEST = 10;

/** Whether all hits of a search are wanted; another search begins with the best again. */
export function useShowsAll(q: string | undefined) {
  const [shownFor, setShownFor] = useState<string | null>(null);
  const setShowsAll = (showsAll: boolean) => setShownFor(showsAll ? (q ?? "") : null);
  return [shownFor === (q ?? ""), setShowsAll] as const;
}

/** The rows that stand in the list: none when only what is like a summary is asked for. */
export function shownRows(of: {
  list: List;
  sort: SummarySort;
  filter: SummaryFilter;
  like: number | null;
  showsAll: boolean;
}): SummaryRow[] {
  if (of.like !== null) return [];
  return of.filter.q && of.sort === "best" && !of.showsAll ? of.list.rows.slice(0, BEST) : of.list.rows;
}

/** The list in each of its states: being read, failed, empty, without a match, and with rows. */
export function SummaryList({ list, rows, address, onShowAll, hasRelated }: Props) {
  const { query, first } = list;
  const { filter, sort, open, setOpen, setSort, clearFilter } = address;
  const openRow = useCallback((row: SummaryRow) => setOpen(row.id), [setOpen]);
  const corrections = first?.corrections;
  const whyOf = useMemo(
    () => (filter.q ? (row: SummaryRow) => whyMatched(row, filter.q ?? "", corrections) : undefined),
    [filter.q, corrections],
  );
  const isShort = rows.length < list.rows.length;
  const isFiltered = Object.keys(filter).length > 0;
  if (query.isPending) return <TableSkeleton />;
  if (!first) {
    return (
      <div className="panel min-w-0 flex-1">
        <ErrorState title="The summaries could not be read" onRetry={() => query.refetch()}>
          {query.error?.message} Nothing is lost.
        </ErrorState>
      </div>
    );
  }
  if (rows.length === 0) {
    return (
      <div className="panel min-w-0 flex-1">
        {isFiltered ? (
          <NoMatch
            onClear={clearFilter}
            isSearch={Boolean(filter.q)}
            isArea={Boolean(filter.area)}
            hasRelated={hasRelated}
          />
        ) : (
          <NoSummaries>Their summaries appear here by themselves, ready to search and export.</NoSummaries>
        )}
      </div>
    );
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <ListNews list={list} />
      <SummariesTable
        rows={rows}
        rowCount={first.totalIsCapped ? -1 : first.total}
        query={correctedQuery(filter.q ?? "", corrections ?? [])}
        whyOf={whyOf}
        sort={sort}
        onSort={setSort}
        openId={open}
        hrefOf={(row) => `/summaries?${formatFilter(filter, sort)}&open=${row.id}`}
        onOpen={openRow}
        isStale={query.isPlaceholderData}
        hasMore={!isShort && query.hasNextPage && !query.isFetchNextPageError}
        onMore={list.more}
      />
      {isShort ? (
        <div className="flex justify-center py-1">
          <Button size="sm" variant="outline" onPress={onShowAll}>
            Show all hits
          </Button>
        </div>
      ) : (
        <ListFoot list={list} />
      )}
    </div>
  );
}

function ListNews({ list }: { list: Props["list"] }) {
  const format = useFormat();
  const { first, query } = list;
  if (!first) return null;
  const words = first.totalIsCapped
    ? `More than ${format.count(first.total, "email")}`
    : format.count(first.total, "email");
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-muted">
      <p aria-live="polite" className="numbers">
        {query.isPlaceholderData ? "Searching…" : words}
      </p>
      {list.hasNews ? (
        <Button size="sm" variant="outline" onPress={list.showNews}>
          New summaries have come in. Show them
        </Button>
      ) : null}
      {query.isError && !query.isFetchNextPageError ? (
        <Button size="sm" variant="outline" onPress={() => query.refetch()}>
          This list may be old. Read it again
        </Button>
      ) : null}
    </div>
  );
}

function ListFoot({ list }: { list: Props["list"] }) {
  const { query } = list;
  if (query.isFetchNextPageError) {
    return (
      <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-3 text-sm">
        The next summaries could not be read.
        <Button size="sm" variant="outline" onPress={() => query.fetchNextPage()}>
          Try again
        </Button>
      </div>
    );
  }
  if (query.isFetchingNextPage) return <p className="py-3 text-center text-sm text-muted">Reading more…</p>;
  return null;
}

type NoMatchProps = { onClear: () => void; isSearch: boolean; isArea: boolean; hasRelated: boolean };

function NoMatch({ onClear, isSearch, isArea, hasRelated }: NoMatchProps) {
  if (isSearch && hasRelated) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3 text-sm">
        <p>No summary matches all of these words. What is related by meaning stands below.</p>
        <Button size="sm" variant="outline" onPress={onClear}>
          Clear search and filters
        </Button>
      </div>
    );
  }
  return (
    <EmptyState
      icon={FileSearch}
      title="No summary matches"
      actions={
        <Button variant="primary" onPress={onClear}>
          Clear search and filters
        </Button>
      }
    >
      {isArea
        ? "A part of the map is empty once the map was laid out anew. Remove it, and draw it again under Insight."
        : "Fewer or shorter words find more. Every word must occur in the summary, the subject, the sender, the tags or the fields."}
    </EmptyState>
  );
}
