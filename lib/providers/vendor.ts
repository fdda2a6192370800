/**
 * A provider in our words. snake_case, the SDK and its error classes stop at lib/providers/openai.ts, which makes these.
 */
import type { VendorError, VendorTimes } from "#db/schema";

/** `bytes` is null where the endpoint does not say. */
export type VendorFile = { id: string; filename: string; bytes: number | null; createdAt: number };

export type VendorBatch = {
  id: string;
  /** The vendor's own word; may be one nobody has seen yet. */
  status: string;
  model: string | null;
  inputFileId: string;
  /** null also where the vendor sends "" or nothing. */
  outputFileId: string | null;
  errorFileId: string | null;
  times: VendorTimes;
  errors: VendorError[];
  counts: { total: number; completed: number; failed: number } | null;
  /** `cachedTokens` are among the input, `reasoningTokens` among the output tokens. */
  usage: { inputTokens: number; cachedTokens: number; outputTokens: number; reasoningTokens: number } | null;
  metadata: Record<string, string>;
};

export type VendorModel = { id: string; createdAt: number | null; shutdownAt: number | null };

export type VendorClient = {
  /** Uploads a JSONL file with purpose "batch"; one attempt. `filename` is the only mark a file can carry. */
  createFile(input: { path: string; filename: string; expiresAfterSeconds: number }): Promise<VendorFile>;
  /** Creates a batch for /v1/chat/completions, or for /v1/embeddings, within 24 h; one attempt. */
  createBatch(input: {
    kind: "summaries" | "embeddings";
    inputFileId: string;
    metadata: Record<string, string>;
    outputExpiresAfterSeconds: number;
  }): Promise<VendorBatch>;
  /** One page of the account's batches, newest first. */
  listBatches(page: { after?: string; limit: number }): Promise<{ batches: VendorBatch[]; hasMore: boolean }>;
  getBatch(id: string): Promise<VendorBatch>;
  cancelBatch(id: string): Promise<VendorBatch>;
  /** One page of the account's batch input files, newest first. */
  listFiles(page: { after?: string; limit: number }): Promise<{ files: VendorFile[]; hasMore: boolean }>;
  getFile(id: string): Promise<VendorFile>;
  /** Streams a file's content to `path` (created or overwritten, fsynced); answers the bytes written. */
  downloadFile(id: string, path: string): Promise<number>;
  /** Answers the receipt: "200" when deleted now, "404" when it was gone. */
  deleteFile(id: string): Promise<"200" | "404">;
  listModels(): Promise<VendorModel[]>;
  /** Whether it has Files and Batches at all. Servers without answer 404, or something that is no list. */
  takesBatches(): Promise<boolean>;
  /** Asks live, one attempt; answers the body of the chat completion as it came. `signal` gives it up. */
  completeChat(body: Record<string, unknown>, call: { signal?: AbortSignal; timeoutMs: number }): Promise<unknown>;
  /** Embeds live, one attempt; answers the body of the list of embeddings as it came. */
  embed(body: Record<string, unknown>, call: { timeoutMs: number }): Promise<unknown>;
};

/**
 * Why a call failed. "rejected" is a clean 4xx: the vendor answered and did nothing. "throttled" is a 429, with the
 * wait the vendor asked for. "unknown" is everything after which nobody can say whether the vendor acted:
 * a lost reply, a timeout, a 5xx.
 */
export class VendorFailure extends Error {
  readonly kind: "rejected" | "throttled" | "unknown";
  readonly status: number | null;
  readonly code: string | null;
  readonly retryAfterMs: number | null;

  constructor(
    kind: "rejected" | "throttled" | "unknown",
    message: string,
    detail: { status?: number | null; code?: string | null; retryAfterMs?: number | null } = {},
  ) {
    super(message);
    this.name = "VendorFailure";
    this.kind = kind;
    this.status = detail.status ?? null;
    this.code = detail.code ?? null;
    this.retryAfterMs = detail.retryAfterMs ?? null;
  }
}
