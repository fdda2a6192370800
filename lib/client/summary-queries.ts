import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { STORED } from "#lib/client/queries";
import { readJson, withQuery } from "#lib/client/read";
import type { ColumnChoice } from "#lib/summaries/export-choice";
import type { SavedSearch, SummaryFilter } from "#lib/summaries/view";

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
