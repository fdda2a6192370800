"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { meaningQuery, relatedQuery } from "#lib/client/summary-queries";
import { useDebounced } from "#lib/client/use-debounced";
import type { RelatedRow, SummaryFilter } from "#lib/summaries/view";

/** Asking the model costs more than looking words up: it is asked once the typing rests. */
const PAUSE_MS = 250;
const NONE: RelatedRow[] = [];

/** What is near in meaning to the search, or to a summary, and how many summaries can be found so. */
export function useRelated(filter: SummaryFilter, like: number | null) {
  const progress = useQuery(meaningQuery()).data;
  const q = useDebounced(filter.q ?? "", PAUSE_MS);
  const isAsked = like !== null || Boolean(filter.q);
  const query = useQuery({
    ...relatedQuery({ ...filter, q }, like),
    enabled: like !== null || q !== "",
    placeholderData: keepPreviousData,
  });
  const { refetch } = query;
  const known = progress ? `${progress.done} of ${progress.total}` : "";
  useEffect(() => {
    if (known && isAsked) refetch();
  }, [known, isAsked, refetch]);
  const isStale = query.isPlaceholderData || q !== (filter.q ?? "");
  return { query, isAsked, isStale, progress, rows: isAsked ? (query.data?.rows ?? NONE) : NONE };
}

export type Related = ReturnType<typeof useRelated>;
