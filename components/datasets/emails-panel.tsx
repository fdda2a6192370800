"use client";
import { Button } from "@heroui/react/button";
import { SearchField } from "@heroui/react/search-field";
import { SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { LeaveOutActions, WhichEmails } from "#components/datasets/actions";
import { EmailDrawer } from "#components/datasets/email-drawer";
import { EmailFilters, FilterBar } from "#components/datasets/email-filters";
import { EmailGrid } from "#components/datasets/email-grid";
import { useEmails } from "#components/datasets/use-emails";
import { useLeaveOut } from "#components/datasets/use-leave-out";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import type { EmailFilter } from "#lib/client/dataset-queries";
import { useDebounced } from "#lib/client/use-debounced";
import { type DatasetView, type EmailPage, SHOWS } from "#lib/datasets/view";

const TYPING_MS = 200;

/** What the list shows lives in the address: `thread` is an email of the conversation that is shown. */
const ADDRESS = {
  q: parseAsString.withDefault(""),
  show: parseAsStringLiteral(SHOWS),
  thread: parseAsInteger,
  email: parseAsInteger,
};

type Props = { dataset: DatasetView; firstEmails: EmailPage; leaveOut: LeaveOutActions };

/** The emails: look through them, find some, open one, leave some out. Filter and open email are in the address. */
export function EmailsPanel({ dataset, firstEmails, leaveOut }: Props) {
  const [{ q, show, thread, email: openId }, set] = useQueryStates(ADDRESS);
  const setOpenId = (id: number | null) => set({ email: id }, { history: "push" });
  const filter: EmailFilter = { q: useDebounced(q.trim(), TYPING_MS), show, thread };
  const { query, rows } = useEmails(dataset, filter, firstEmails);
  const choose = useLeaveOut(dataset, leaveOut);
  const isPart = show !== null || thread !== null;
  const isFiltered = filter.q !== "" || isPart;
  const isEmpty = isFiltered && rows.length === 0 && !query.isFetching;
  return (
    <Panel
      title="Emails"
      description="Untick what should not be summarised. Open one to read it."
      actions={
        <SearchField
          aria-label="Find emails"
          value={q}
          onChange={(text) => set({ q: text || null })}
          className="w-full sm:w-64"
        >
          <SearchField.Group>
            <SearchField.SearchIcon />
            <SearchField.Input placeholder="Sender or subject" />
            <SearchField.ClearButton />
          </SearchField.Group>
        </SearchField>
      }
      below={
        <>
          <EmailFilters dataset={dataset} filter={filter} onChange={set} />
          {isPart && rows.length > 0 ? (
            <FilterBar
              dataset={dataset}
              filter={filter}
              hasTakenIn={rows.some((row) => !row.leftOut)}
              onLeaveOut={(leftOut) => choose(whichOf(filter), leftOut, null)}
            />
          ) : null}
        </>
      }
      isFlush
    >
      {query.isError && rows.length === 0 ? (
        <ErrorState title="The emails could not be read" onRetry={() => query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : isEmpty ? (
        <EmptyState
          icon={SearchX}
          title="No email matches"
          actions={<Button onPress={() => set({ q: null, show: null, thread: null })}>Show all emails</Button>}
        />
      ) : (
        <EmailGrid
          rows={rows}
          rowCount={isFiltered && query.hasNextPage ? -1 : isFiltered ? rows.length : dataset.emailCount}
          isStale={query.isPlaceholderData}
          hasMore={query.hasNextPage && !query.isFetchingNextPage && !query.isFetchNextPageError}
          onMore={query.fetchNextPage}
          onOpen={setOpenId}
          onChoose={(row, leftOut) => choose({ emailIds: [row.id] }, leftOut, row.leftOut === leftOut ? 0 : 1)}
          all={{
            state: allState(rows, isFiltered ? null : dataset),
            label: isFiltered ? "All that match" : "All emails",
            onChange: (leftOut) => choose(whichOf(filter), leftOut, null),
          }}
        />
      )}
      {query.isFetchNextPageError ? (
        <div
          role="alert"
          className="flex flex-wrap items-center gap-3 border-t border-separator px-4 py-3 text-sm sm:px-6"
        >
          The next emails could not be read.
          <Button size="sm" variant="tertiary" onPress={() => query.fetchNextPage()}>
            Try again
          </Button>
        </div>
      ) : null}
      <EmailDrawer
        id={openId}
        rows={rows}
        onOpen={setOpenId}
        onThread={(id) => set({ q: null, show: null, thread: id, email: null })}
        onLeaveOut={(id, leftOut) => choose({ emailIds: [id] }, leftOut, 1)}
      />
    </Panel>
  );
}

/** The emails under a filter, as the server is told. */
function whichOf({ q, show, thread }: EmailFilter): WhichEmails {
  if (q === "" && show === null && thread === null) return { all: true };
  return { q: q || undefined, show: show ?? undefined, thread: thread ?? undefined };
}

/** Whether all, some or none are taken in: by the dataset's own numbers, or by what is loaded under a filter. */
function allState(rows: { leftOut: boolean }[], dataset: DatasetView | null): "all" | "some" | "none" {
  const total = dataset ? dataset.emailCount : rows.length;
  const leftOut = dataset ? dataset.leftOutCount : rows.filter((row) => row.leftOut).length;
  return leftOut === 0 ? "all" : leftOut >= total ? "none" : "some";
}
