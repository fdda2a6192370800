"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { type EmailFilter, emailsQuery } from "#lib/client/dataset-queries";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

/** Up to this many loaded pages are read again when the dataset changes; beyond, only the end can have grown. */
const FOLLOWED_PAGES = 3;

/**
 * The emails under a filter, page by page. They follow the dataset's numbers instead of every revision: new emails are
 * added at the end, so a long list that has more to load needs no second look.
 */
export function useEmails(dataset: DatasetView, filter: EmailFilter, firstEmails: EmailPage) {
  const isPlain = filter.q === "" && filter.show === null && filter.thread === null;
  const query = useInfiniteQuery({
    ...emailsQuery(dataset.id, filter),
    initialData: isPlain ? { pages: [firstEmails], pageParams: [null] } : undefined,
  });
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  // A file that was read again has other emails, though as many.
  const state = `${dataset.emailCount}.${dataset.readAt}`;
  const seen = useRef(state);
  const { refetch, hasNextPage } = query;
  const pageCount = query.data?.pages.length ?? 0;
  useEffect(() => {
    if (seen.current === state) return;
    seen.current = state;
    if (pageCount <= FOLLOWED_PAGES || !hasNextPage) refetch();
  }, [state, pageCount, hasNextPage, refetch]);
  return { query, rows };
}
