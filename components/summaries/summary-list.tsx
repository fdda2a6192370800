"use client";

import { Button } from "@heroui/react/button";
import { FileSearch, Inbox } from "lucide-react";
import { useCallback } from "react";
import type { SummaryAddress } from "#components/summaries/address";
import { SummariesTable } from "#components/summaries/summaries-table";
import { TableSkeleton } from "#components/summaries/table-skeleton";
import type { useSummaries } from "#components/summaries/use-summaries";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { useFormat } from "#lib/client/format";
import { formatFilter } from "#lib/summaries/filter";
import type { SummaryRow } from "#lib/summaries/view";

type Props = { list: ReturnType<typeof useSummaries>; address: SummaryAddress };

/** The list in each of its states: being read, failed, empty, without a match, and with rows. */
export function SummaryList({ list, address }: Props) {
  const { query, rows, first } = list;
  const { filter, sort, open, setOpen, setSort, clearFilter } = address;
  const openRow = useCallback((row: SummaryRow) => setOpen(row.id), [setOpen]);
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
      <div className="panel min-w-0 flex-1">{isFiltered ? <NoMatch onClear={clearFilter} /> : <NothingYet />}</div>
    );
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <ListNews list={list} />
      <SummariesTable
        rows={rows}
        rowCount={first.totalIsCapped ? -1 : first.total}
        query={filter.q}
        sort={sort}
        onSort={setSort}
        openId={open}
        hrefOf={(row) => `/summaries?${formatFilter(filter, sort)}&open=${row.id}`}
        onOpen={openRow}
        isStale={query.isPlaceholderData}
        hasMore={query.hasNextPage && !query.isFetchNextPageError}
        onMore={list.more}
      />
      <ListFoot list={list} />
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

function NothingYet() {
  return (
    <EmptyState
      icon={Inbox}
      title="No summaries yet"
      actions={
        <ButtonLink href="/" variant="primary">
          Try with sample emails
        </ButtonLink>
      }
    >
      Drop emails on the home page and submit them. Their summaries appear here by themselves, ready to search and
      export.
    </EmptyState>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
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
      Fewer or shorter words find more. Every word must occur in the summary, the subject or the sender.
    </EmptyState>
  );
}
