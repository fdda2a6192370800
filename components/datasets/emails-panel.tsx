"use client";
import { Button } from "@heroui/react/button";
import { SearchField } from "@heroui/react/search-field";
import { SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryState } from "nuqs";
import type { LeaveOut } from "#components/datasets/actions";
import { EmailDrawer } from "#components/datasets/email-drawer";
import { EmailGrid } from "#components/datasets/email-grid";
import { useEmails } from "#components/datasets/use-emails";
import { useLeaveOut } from "#components/datasets/use-leave-out";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { Panel } from "#components/ui/panel";
import { useFormat } from "#lib/client/format";
import { useDebounced } from "#lib/client/use-debounced";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

const TYPING_MS = 200;

type Props = { dataset: DatasetView; firstEmails: EmailPage; leaveOut: LeaveOut };

/** The emails: look through them, find some, open one, leave some out. Filter and open email are in the address. */
export function EmailsPanel({ dataset, firstEmails, leaveOut }: Props) {
  const format = useFormat();
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [only, setOnly] = useQueryState("show", parseAsString.withDefault(""));
  const [openId, setOpenId] = useQueryState("email", parseAsInteger.withOptions({ history: "push" }));
  const isOnlyLeftOut = only === "left-out";
  const filter = { q: useDebounced(q.trim(), TYPING_MS), leftOut: isOnlyLeftOut };
  const { query, rows } = useEmails(dataset, filter, firstEmails);
  const choose = useLeaveOut(dataset, leaveOut);
  const isFiltered = filter.q !== "" || isOnlyLeftOut;
  const clear = () => {
    setQ(null);
    setOnly(null);
  };
  return (
    <Panel
      title="Emails"
      description="Untick what should not be summarised. Open one to read it."
      actions={
        <>
          {dataset.leftOutCount > 0 || isOnlyLeftOut ? (
            <Button
              size="sm"
              variant={isOnlyLeftOut ? "primary" : "tertiary"}
              aria-pressed={isOnlyLeftOut}
              onPress={() => setOnly(isOnlyLeftOut ? null : "left-out")}
            >
              Left out: {format.number(dataset.leftOutCount)}
            </Button>
          ) : null}
          <SearchField
            aria-label="Find emails"
            value={q}
            onChange={(text) => setQ(text || null)}
            className="w-full sm:w-64"
          >
            <SearchField.Group>
              <SearchField.SearchIcon />
              <SearchField.Input placeholder="Sender or subject" />
              <SearchField.ClearButton />
            </SearchField.Group>
          </SearchField>
        </>
      }
      isFlush
    >
      {query.isError && rows.length === 0 ? (
        <ErrorState title="The emails could not be read" onRetry={() => query.refetch()}>
          {query.error.message}
        </ErrorState>
      ) : isFiltered && rows.length === 0 && !query.isFetching ? (
        <EmptyState
          icon={SearchX}
          title="No email matches"
          actions={<Button onPress={clear}>Show all emails</Button>}
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
            label: filter.q ? "All that match" : "All emails",
            onChange: (leftOut) => choose(filter.q ? { q: filter.q } : { all: true }, leftOut, null),
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
        onLeaveOut={(id, leftOut) => choose({ emailIds: [id] }, leftOut, 1)}
      />
    </Panel>
  );
}

/** Whether all, some or none are taken in: by the dataset's own numbers, or by what is loaded under a filter. */
function allState(rows: { leftOut: boolean }[], dataset: DatasetView | null): "all" | "some" | "none" {
  const total = dataset ? dataset.emailCount : rows.length;
  const leftOut = dataset ? dataset.leftOutCount : rows.filter((row) => row.leftOut).length;
  return leftOut === 0 ? "all" : leftOut >= total ? "none" : "some";
}
