import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { readJson, withQuery } from "#lib/client/read";
import { STORED } from "#lib/client/stored";
import type { Comparison, PairPage } from "#lib/summaries/compare-view";

/** Not under STORED: hundreds of pages may be open, and a choice says itself what it changed. */
export const pairsKey = (left: number, right: number) => ["pairs", left, right] as const;

const PAIRS_PER_PAGE = 50;

/** What two batches come to over the emails they share. */
export const comparisonQuery = (left: number, right: number) =>
  queryOptions({
    queryKey: [STORED, "compare", left, right],
    queryFn: ({ signal }) => readJson<Comparison>(`/api/batches/${left}/compare/${right}/totals`, signal),
  });

/** Their summaries, email by email. */
export const pairsQuery = (left: number, right: number, onlyDifferent: boolean) =>
  infiniteQueryOptions({
    queryKey: [...pairsKey(left, right), onlyDifferent],
    queryFn: ({ pageParam, signal }) =>
      readJson<PairPage>(
        withQuery(`/api/batches/${left}/compare/${right}`, {
          after: pageParam,
          limit: PAIRS_PER_PAGE,
          different: onlyDifferent,
        }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  });
