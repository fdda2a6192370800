import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { readJson, withQuery } from "#lib/client/read";
import { STORED } from "#lib/client/stored";
import type {
  DatasetRow,
  DatasetView,
  EmailPage,
  EmailView,
  ProblemGroup,
  ProblemPage,
  SampleEmail,
  Show,
  TableView,
} from "#lib/datasets/view";

/** How many emails one page of the table holds. */
export const EMAILS_PER_PAGE = 200;

export const datasetsQuery = (options: { removed?: boolean } = {}) =>
  queryOptions({
    queryKey: [STORED, "datasets", options.removed ? "bin" : "used"],
    queryFn: ({ signal }) =>
      readJson<DatasetRow[]>(withQuery("/api/datasets", { removed: options.removed ? 1 : undefined }), signal),
  });

export const datasetQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "dataset", id],
    queryFn: ({ signal }) => readJson<DatasetView>(`/api/datasets/${id}`, signal),
  });

/** `thread` is the id of one email of the conversation that is shown. */
export type EmailFilter = { q: string; show: Show | null; thread: number | null };

/** Not under STORED: the table decides itself when its many pages are worth reading again, beyond once when it opens. */
export const emailsKey = (id: number) => ["emails", id] as const;

export const emailsQuery = (id: number, filter: EmailFilter) =>
  infiniteQueryOptions({
    queryKey: [...emailsKey(id), filter],
    queryFn: ({ pageParam, signal }) =>
      readJson<EmailPage>(
        withQuery(`/api/datasets/${id}/emails`, {
          after: pageParam,
          limit: EMAILS_PER_PAGE,
          ...filter,
        }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export const problemGroupsQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "problem-groups", id],
    queryFn: ({ signal }) => readJson<ProblemGroup[]>(`/api/datasets/${id}/problem-groups`, signal),
  });

/** How many problems of a kind one page holds. */
export const PROBLEMS_PER_PAGE = 20;

export const problemsQuery = (id: number, { code, unit }: { code: string; unit: string }, offset: number) =>
  queryOptions({
    queryKey: [STORED, "problems", id, code, unit, offset],
    queryFn: ({ signal }) =>
      readJson<ProblemPage>(
        withQuery(`/api/datasets/${id}/problems`, { code, unit, offset, limit: PROBLEMS_PER_PAGE }),
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export const tablesQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "tables", id],
    queryFn: ({ signal }) => readJson<TableView[]>(`/api/datasets/${id}/tables`, signal),
  });

/** What sample rows would become; `fields` holds one field for each column, "" for an extra. */
export const tablePreviewQuery = (id: number, headersId: string, fields: string[]) =>
  queryOptions({
    queryKey: ["table", id, headersId, fields],
    queryFn: ({ signal }) =>
      readJson<(SampleEmail | null)[]>(
        withQuery(`/api/datasets/${id}/tables/preview`, { headers: headersId, fields: fields.join(",") }),
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export const emailQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "email", id],
    queryFn: ({ signal }) => readJson<EmailView>(`/api/emails/${id}`, signal),
  });
