/**
 * The only file that knows the openai SDK. snake_case and its error classes stop here.
 * Sources: OpenAI API reference (Files, Batch, Models) and the types of openai 7.
 */
import { openAsBlob } from "node:fs";
import { open, rm } from "node:fs/promises";
import OpenAI from "openai";
import type { Batch } from "openai/resources/batches";
import type { FileObject } from "openai/resources/files";
import type { VendorTimes } from "#db/schema";
import { AppError } from "#lib/errors";
import { sendFormsWhole } from "#lib/providers/form";
import { AddressRefused } from "#lib/providers/guard";
import { type VendorBatch, type VendorClient, VendorFailure, type VendorFile } from "#lib/providers/vendor";

export type OpenAIOptions = {
  baseURL: string;
  apiKey: string;
  /** Replaces the network: the built-in engine answers through it. */
  fetch?: (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
  timeoutMs?: number;
};

const TIMEOUT_MS = 60_000;
/** An upload of 200 MB over a slow office line. */
const UPLOAD_TIMEOUT_MS = 30 * 60_000;
const READ_RETRIES = 2;
/** What servers answer about a path they do not have. */
const NOT_THERE = [400, 404, 405, 501];

/**
 * Speaks Files + Batches with one account. Calls that create something are tried once, since a lost reply says
 * nothing about what the vendor did; reads are repeated by the SDK. Redirects are refused: a 307 would re-send the
 * whole upload elsewhere. Every method throws VendorFailure; downloadFile also AppError when the disk is full.
 */
export function openaiClient(options: OpenAIOptions): VendorClient {
  const sdk = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseURL,
    maxRetries: READ_RETRIES,
    timeout: options.timeoutMs ?? TIMEOUT_MS,
    fetchOptions: { redirect: "error" },
    fetch: sendFormsWhole(options.fetch),
  });
  const once = { maxRetries: 0 };

  return {
    createFile: (input) =>
      attempt(async () => {
        const file = new File([await openAsBlob(input.path)], input.filename, { type: "application/jsonl" });
        const created = await sdk.files.create(
          { file, purpose: "batch", expires_after: { anchor: "created_at", seconds: input.expiresAfterSeconds } },
          { ...once, timeout: options.timeoutMs ?? UPLOAD_TIMEOUT_MS },
        );
        return toFile(created);
      }),
    createBatch: (input) =>
      attempt(async () => {
        const created = await sdk.batches.create(
          {
            input_file_id: input.inputFileId,
            endpoint: input.kind === "embeddings" ? "/v1/embeddings" : "/v1/chat/completions",
            completion_window: "24h",
            metadata: input.metadata,
            output_expires_after: { anchor: "created_at", seconds: input.outputExpiresAfterSeconds },
          },
          once,
        );
        return toBatch(created);
      }),
    listBatches: (page) =>
      attempt(async () => {
        const list = await sdk.batches.list({ limit: page.limit, ...(page.after ? { after: page.after } : {}) });
        return { batches: list.data.map(toBatch), hasMore: list.has_more };
      }),
    getBatch: (id) => attempt(async () => toBatch(await sdk.batches.retrieve(id))),
    cancelBatch: (id) => attempt(async () => toBatch(await sdk.batches.cancel(id, once))),
    listFiles: (page) =>
      attempt(async () => {
        const after = page.after ? { after: page.after } : {};
        const list = await sdk.files.list({ purpose: "batch", limit: page.limit, order: "desc", ...after });
        return { files: list.data.map(toFile), hasMore: list.has_more };
      }),
    getFile: (id) => attempt(async () => toFile(await sdk.files.retrieve(id))),
    downloadFile: (id, path) => attempt(async () => saveBody(await sdk.files.content(id), path)),
    deleteFile: (id) =>
      attempt(async () => {
        await sdk.files.delete(id);
        return "200" as const;
      }).catch((error: unknown) => {
        if (error instanceof VendorFailure && error.status === 404) return "404" as const;
        throw error;
      }),
    completeChat: (body, call) =>
      attempt(() =>
        sdk.post<unknown>("/chat/completions", {
          ...once,
          body,
          timeout: call.timeoutMs,
          ...(call.signal ? { signal: call.signal } : {}),
        }),
      ),
    embed: (body, call) => attempt(() => sdk.post<unknown>("/embeddings", { ...once, body, timeout: call.timeoutMs })),
    takesBatches: () =>
      attempt(async () => {
        for (const path of ["/files", "/batches"]) {
          // The SDK's own list makes an empty page of whatever is no list.
          const list = await sdk.get<{ data?: unknown } | null>(path, { query: { limit: 1 } });
          if (!Array.isArray(list?.data)) return false;
        }
        return true;
      }).catch((error: unknown) => {
        if (error instanceof VendorFailure && NOT_THERE.includes(error.status ?? 0)) return false;
        throw error;
      }),
    listModels: () =>
      attempt(async () => {
        const models = [];
        for await (const model of sdk.models.list()) {
          const shutdownAt = model.shutdown_date ? Date.parse(model.shutdown_date) : Number.NaN;
          models.push({
            id: model.id,
            createdAt: model.created ? model.created * 1000 : null,
            shutdownAt: Number.isNaN(shutdownAt) ? null : shutdownAt,
          });
        }
        return models;
      }),
  };
}

function toFile(file: FileObject): VendorFile {
  return { id: file.id, filename: file.filename, bytes: file.bytes, createdAt: file.created_at * 1000 };
}

const TIMES = [
  "created",
  "in_progress",
  "expires",
  "finalizing",
  "completed",
  "failed",
  "expired",
  "cancelling",
  "cancelled",
] as const;

function toBatch(batch: Batch): VendorBatch {
  const times: VendorTimes = {};
  for (const name of TIMES) {
    const seconds = batch[`${name}_at`];
    if (seconds) times[name] = seconds * 1000;
  }
  return {
    id: batch.id,
    status: batch.status,
    model: batch.model || null,
    inputFileId: batch.input_file_id,
    // null, missing and "" have all been seen.
    outputFileId: batch.output_file_id || null,
    errorFileId: batch.error_file_id || null,
    times,
    errors: (batch.errors?.data ?? []).map((error) => ({
      code: error.code ?? "unknown",
      message: error.message ?? "",
      line: error.line ?? null,
    })),
    counts: batch.request_counts ?? null,
    usage: toUsage(batch.usage),
    metadata: (batch.metadata as Record<string, string> | null | undefined) ?? {},
  };
}

/** Endpoints with the same API may leave the details out. */
function toUsage(usage: Batch["usage"]): VendorBatch["usage"] {
  if (!usage) return null;
  const input: { cached_tokens?: number } | undefined = usage.input_tokens_details;
  const output: { reasoning_tokens?: number } | undefined = usage.output_tokens_details;
  return {
    inputTokens: usage.input_tokens,
    cachedTokens: input?.cached_tokens ?? 0,
    outputTokens: usage.output_tokens,
    reasoningTokens: output?.reasoning_tokens ?? 0,
  };
}

/** Streams a body to disk and waits until it is really there. A half-written file is removed. */
async function saveBody(response: Response, path: string): Promise<number> {
  const file = await open(path, "w", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      await file.writeFile(chunk);
      bytes += chunk.byteLength;
    }
    await file.sync();
    return bytes;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toFailure(error);
  }
}

/** A full disk is no fault of the provider's, and nothing was lost on the way. */
function isDisk(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EROFS"].includes(String(error.code));
}

function toFailure(error: unknown): VendorFailure | AppError {
  if (isDisk(error)) return new AppError("unavailable", "The disk is full: the results wait at the provider.");
  const refused = findRefusal(error);
  if (refused) return new VendorFailure("rejected", refused.message, { code: "address_refused" });
  if (!(error instanceof OpenAI.APIError)) return new VendorFailure("unknown", "The reply was lost on the way.");
  const status = error.status ?? null;
  const code = error.code ?? null;
  const message = (error.error as { message?: string } | undefined)?.message ?? error.message;
  const detail = { status, code, retryAfterMs: retryAfter(error.headers) };
  if (status === 429) return new VendorFailure("throttled", message, detail);
  // 408 and 409 are the vendor's own "try again": nobody knows whether it acted.
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return new VendorFailure("rejected", message, detail);
  }
  return new VendorFailure("unknown", status === null ? "The provider could not be reached." : message, detail);
}

/** The guard's own refusal stands somewhere in the chain of causes. */
function findRefusal(error: unknown): AddressRefused | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return cause;
  }
  return null;
}

/** Retry-After is either seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers | undefined): number | null {
  const value = headers?.get("retry-after");
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
