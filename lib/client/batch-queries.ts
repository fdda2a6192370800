import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Estimate, PreviewFile, PreviewPage, TrialView } from "#lib/batches/draft-view";
import type { BatchRow, BatchView, QuarantinePage, RetryEstimate } from "#lib/batches/view";
import { readJson, withQuery } from "#lib/client/read";
import { STORED } from "#lib/client/stored";

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
