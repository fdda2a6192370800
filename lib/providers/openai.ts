/**
 * The openai SDK is known here, in openai-objects.ts and in openai-failures.ts, and nowhere else: snake_case and its
 * error classes stop at these files.
 * Sources: OpenAI API reference (Files, Batch, Models) and the types of openai 7.
 */
import { openAsBlob } from "node:fs";
import { open, rm } from "node:fs/promises";
import OpenAI from "openai";
import { sendFormsWhole } from "#lib/providers/form";
import { attempt } from "#lib/providers/openai-failures";
import { toBatch, toFile } from "#lib/providers/openai-objects";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";

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
