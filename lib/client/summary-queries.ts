import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { readJson, withQuery } from "#lib/client/read";
import { STORED } from "#lib/client/stored";
import type { ColumnChoice } from "#lib/summaries/export-choice";
import type { FilterOptions } from "#lib/summaries/options";
import type {
  MeaningProgress,
  RelatedView,
  SavedSearch,
  SummaryFacets,
  SummaryFilter,
  SummaryPage,
  SummarySort,
  SummaryView,
} from "#lib/summaries/view";
import type { TagsView } from "#lib/tags/view";

/** Which columns an export of the summaries under a filter can have. */
export const exportColumnsQuery = (filter: SummaryFilter) =>
  queryOptions({
    queryKey: [STORED, "export-columns", filter],
    queryFn: ({ signal }) =>
      readJson<ColumnChoice[]>(withQuery("/api/summaries/export/columns", { ...filter }), signal),
    placeholderData: keepPreviousData,
  });

/** The searches kept by a name. */
export const savedSearchesQuery = () =>
  queryOptions({
    queryKey: [STORED, "saved-searches"],
    queryFn: ({ signal }) => readJson<SavedSearch[]>("/api/summaries/searches", signal),
  });

/** Not under STORED: a long list is followed by its head only. */
export const summariesQuery = (filter: SummaryFilter, sort: SummarySort, limit: number) =>
  infiniteQueryOptions({
    queryKey: ["summaries", filter, sort, limit],
    queryFn: ({ pageParam, signal }) =>
      readJson<SummaryPage>(withQuery("/api/summaries", { ...filter, sort, limit, after: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

const FIRST_AGAIN_MS = 1_500;
const LAST_AGAIN_MS = 60_000;

/** When to ask again after so many answers in a row that the model was slow: it is being started, or its provider is away. */
export function againAfter(answers: number): number {
  return Math.min(FIRST_AGAIN_MS * 2 ** Math.max(0, answers - 1), LAST_AGAIN_MS);
}

/** What is near in meaning to the filter's search, or to a summary. Not under STORED: it follows `meaningQuery` alone. */
export const relatedQuery = (filter: SummaryFilter, like: number | null) =>
  queryOptions({
    queryKey: ["related", filter, like],
    queryFn: ({ signal }) => readJson<RelatedView>(withQuery("/api/summaries/related", { ...filter, like }), signal),
    refetchInterval: ({ state }) => (state.data?.state === "slow" ? againAfter(state.dataUpdateCount) : false),
    staleTime: 0,
  });

/** How many summaries can be found by meaning. */
export const meaningQuery = () =>
  queryOptions({
    queryKey: [STORED, "meaning"],
    queryFn: ({ signal }) => readJson<MeaningProgress>("/api/summaries/meaning", signal),
  });

/** What the summaries under a filter can be narrowed to further. */
export const facetsQuery = (filter: SummaryFilter) =>
  queryOptions({
    queryKey: [STORED, "facets", filter],
    queryFn: ({ signal }) => readJson<SummaryFacets>(withQuery("/api/summaries/facets", { ...filter }), signal),
    placeholderData: keepPreviousData,
  });

/** Every tag, and which of them may be the same. */
export const tagsQuery = () =>
  queryOptions({
    queryKey: [STORED, "tags"],
    queryFn: ({ signal }) => readJson<TagsView>("/api/tags", signal),
  });

export const summaryQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "summary", id],
    queryFn: ({ signal }) => readJson<SummaryView>(`/api/summaries/${id}`, signal),
  });

/** What the filters can be set to. */
export const summaryOptionsQuery = () =>
  queryOptions({
    queryKey: [STORED, "summary-options"],
    queryFn: ({ signal }) => readJson<FilterOptions>("/api/summaries/options", signal),
  });
