"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useActivity } from "#lib/client/activity";
import { summariesQuery } from "#lib/client/summary-queries";
import type { SummaryFilter, SummaryPage, SummarySort } from "#lib/summaries/view";

/** Up to this many pages are read again whenever something changes; beyond, rows would move under the reader. */
const FOLLOWED_PAGES = 2;

export type FirstSummaries = { filter: SummaryFilter; sort: SummarySort; page: SummaryPage };

/**
 * Pages of summaries as one list. `hasNews` says that the start of a long list has changed meanwhile; `showNews`
 * begins again from there.
 */
export function useSummaries(filter: SummaryFilter, sort: SummarySort, limit: number, first?: FirstSummaries) {
  const client = useQueryClient();
  const options = summariesQuery(filter, sort, limit);
  const isFirst = first !== undefined && JSON.stringify([first.filter, first.sort]) === JSON.stringify([filter, sort]);
  const query = useInfiniteQuery({
    ...options,
    // What was read for another visit of the page is never shown again.
    gcTime: 0,
    initialData: isFirst ? { pages: [first.page], pageParams: [null] } : undefined,
  });
  const { data, refetch, fetchNextPage, isFetchingNextPage, hasNextPage, isFetchNextPageError } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const [hasNews, setNews] = useState(false);

  const follow = useCallback(async () => {
    const pages = client.getQueryData(options.queryKey)?.pages ?? [];
    if (pages.length <= FOLLOWED_PAGES) {
      await refetch();
      return;
    }
    const now = await client.fetchInfiniteQuery({ ...summariesQuery(filter, sort, limit + 1), pages: 1, staleTime: 0 });
    setNews(headOf(now.pages[0]) !== headOf(pages[0]));
  }, [client, options.queryKey, refetch, filter, sort, limit]);
  useRevision(follow);

  const showNews = useCallback(async () => {
    client.setQueryData(options.queryKey, (known) =>
      known ? { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) } : known,
    );
    setNews(false);
    window.scrollTo({ top: 0 });
    await refetch();
  }, [client, options.queryKey, refetch]);

  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  return { query, rows, first: data?.pages[0], more, hasNews, showNews };
}

const headOf = (page: SummaryPage | undefined) =>
  page ? `${page.total}:${page.rows[0]?.id}:${page.rows[0]?.createdAt}` : "";

/** Calls `onChange` whenever the activity's revision has moved. */
function useRevision(onChange: () => void) {
  const revision = useActivity().data?.revision ?? null;
  const seen = useRef<string | null>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (revision === null || seen.current === revision) return;
    // The first one counts too: something may have changed since the server read the first page.
    seen.current = revision;
    latest.current();
  }, [revision]);
}
