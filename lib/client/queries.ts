import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  BatchRow,
  BatchView,
  Estimate,
  PreviewFile,
  PreviewPage,
  QuarantinePage,
  RetryEstimate,
  SpendView,
  TrialView,
} from "#lib/batches/view";
import { readJson, withQuery } from "#lib/client/read";
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
import type { ProviderId } from "#lib/providers/kinds";
import type { AccountBatch, BudgetView, SettingsView, StorageView } from "#lib/settings/view";
import type { FilterOptions } from "#lib/summaries/options";
import type {
  MeaningProgress,
  RelatedView,
  SummaryFacets,
  SummaryFilter,
  SummaryPage,
  SummarySort,
  SummaryView,
} from "#lib/summaries/view";
import type { TagsView } from "#lib/tags/view";

/**
 * Everything under this key mirrors the database: a new revision of the activity makes it stale at once.
 * Keys and fetchers are defined here, once, and nowhere else.
 */
export const STORED = "stored";

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

export const batchesQuery = (options: { active?: boolean; removed?: boolean } = {}) =>
  queryOptions({
    queryKey: [STORED, "batches", options.active ? "active" : options.removed ? "removed" : "all"],
    queryFn: ({ signal }) =>
      readJson<BatchRow[]>(
        withQuery("/api/batches", { active: options.active ? 1 : undefined, removed: options.removed ? 1 : undefined }),
        signal,
      ),
  });

export const batchQuery = (id: number) =>
  queryOptions({
    queryKey: [STORED, "batch", id],
    queryFn: ({ signal }) => readJson<BatchView>(`/api/batches/${id}`, signal),
  });

/** What trying emails of a batch again would send and cost; asked of the worker while the dialog is open. */
export const retryQuery = (id: number, wish: Record<string, string | number | undefined>) =>
  queryOptions({
    queryKey: ["retry", id, wish],
    queryFn: ({ signal }) => readJson<RetryEstimate>(withQuery(`/api/batches/${id}/retry`, wish), signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });

export const quarantineQuery = (id: number, offset: number) =>
  queryOptions({
    queryKey: [STORED, "quarantine", id, offset],
    queryFn: ({ signal }) =>
      readJson<QuarantinePage>(withQuery(`/api/batches/${id}/quarantine`, { offset: offset || undefined }), signal),
    placeholderData: keepPreviousData,
  });

/** Emails of a draft that were tried live. At another revision some of them are of earlier instructions. */
export const trialsQuery = (draft: { id: number; revision: number }) =>
  queryOptions({
    queryKey: [STORED, "trials", draft.id, draft.revision],
    queryFn: ({ signal }) => readJson<TrialView[]>(`/api/batches/${draft.id}/trials`, signal),
    placeholderData: keepPreviousData,
  });

/** What a draft's readers share: at another revision, or with other emails, the answer is another one. */
export type DraftRef = { id: number; revision: number; emailCount: number };

const draftKey = ({ id, revision, emailCount }: DraftRef) => ["draft", id, revision, emailCount] as const;

export const previewQuery = (draft: DraftRef, offset: number, limit: number) =>
  queryOptions({
    queryKey: [...draftKey(draft), "preview", offset, limit],
    queryFn: ({ signal }) =>
      readJson<PreviewPage>(withQuery(`/api/batches/${draft.id}/preview`, { offset, limit }), signal),
    placeholderData: keepPreviousData,
  });

export const previewFilesQuery = (draft: DraftRef) =>
  queryOptions({
    queryKey: [...draftKey(draft), "files"],
    queryFn: ({ signal }) => readJson<PreviewFile[]>(`/api/batches/${draft.id}/files`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const estimateQuery = (draft: DraftRef) =>
  queryOptions({
    queryKey: [...draftKey(draft), "estimate"],
    queryFn: ({ signal }) => readJson<Estimate>(`/api/batches/${draft.id}/estimate`, signal),
    placeholderData: keepPreviousData,
  });

/** Not under STORED: the table decides itself when its many pages are worth reading again, beyond once when it opens. */
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

/** While the model is being started it is asked again; what it knows grows with `meaningQuery`. */
const SLOW_MS = 1_500;

/** What is near in meaning to the filter's search, or to a summary. Not under STORED: it follows `meaningQuery` alone. */
export const relatedQuery = (filter: SummaryFilter, like: number | null) =>
  queryOptions({
    queryKey: ["related", filter, like],
    queryFn: ({ signal }) => readJson<RelatedView>(withQuery("/api/summaries/related", { ...filter, like }), signal),
    refetchInterval: (query) => (query.state.data?.state === "slow" ? SLOW_MS : false),
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

export const settingsQuery = () =>
  queryOptions({
    queryKey: [STORED, "settings"],
    queryFn: ({ signal }) => readJson<SettingsView>("/api/settings", signal),
  });

export const budgetsQuery = () =>
  queryOptions({
    queryKey: [STORED, "budgets"],
    queryFn: ({ signal }) => readJson<BudgetView[]>("/api/settings/budgets", signal),
  });

/** What this month costs so far. */
export const spendQuery = () =>
  queryOptions({
    queryKey: [STORED, "spend"],
    queryFn: ({ signal }) => readJson<SpendView>("/api/settings/spend", signal),
  });

export const summaryOptionsQuery = () =>
  queryOptions({
    queryKey: [STORED, "summary-options"],
    queryFn: ({ signal }) => readJson<FilterOptions>("/api/summaries/options", signal),
  });

/** Sizes are measured by walking folders: read when asked for, not whenever something is stored. */
export const storageQuery = () =>
  queryOptions({
    queryKey: ["storage"],
    queryFn: ({ signal }) => readJson<StorageView>("/api/settings/storage", signal),
    staleTime: 0,
  });

/** Asks the provider itself, through the worker. */
export const accountQuery = (provider: ProviderId) =>
  queryOptions({
    queryKey: ["account", provider],
    queryFn: ({ signal }) => readJson<AccountBatch[]>(withQuery("/api/settings/account", { provider }), signal),
    staleTime: 0,
    retry: false,
  });
