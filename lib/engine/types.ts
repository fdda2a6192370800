import type { Database } from "better-sqlite3";
import type { OutputWriter } from "#lib/engine/outputs";

/** The JSON body of a POST to /v1/chat/completions, as the client sent it. Only `model` and `messages` are checked. */
export type ChatBody = {
  model: string;
  messages: { role: string; content: unknown }[];
  [option: string]: unknown;
};

/** What an answerer gives for one body. A `refusal` stands in the message instead of the content. */
export type ChatAnswer = {
  content: string;
  finishReason: "stop" | "length" | "content_filter";
  promptTokens: number;
  completionTokens: number;
  refusal?: string | null;
};

/** What is given for one body of /v1/embeddings: one embedding per input, as numbers or as base64. */
export type EmbeddingAnswer = { embeddings: (number[] | string)[]; promptTokens: number };

/** The model behind /v1/embeddings: unit vectors in the order of the texts, null for a text that means nothing to it. */
export type EngineEmbedder = {
  model: string;
  dimensions: number;
  embed: (texts: string[]) => Promise<(Float32Array | null)[]>;
};

/** A request the answerer would not or could not answer; `status` is 500 unless given. */
export type AnswerError = { error: string; status?: number; code?: string };

/**
 * Answers bodies in one go, one result per body in the same order. A rejection means "not now": the same bodies
 * are asked again later, so an answerer may be killed at any time. What was handed to `keep` is stored at once and
 * never asked again. When `signal` aborts, the batch was cancelled or the engine is closing: it may reject at once.
 */
export type Answerer = (bodies: ChatBody[], call: AnswerCall) => Promise<(ChatAnswer | AnswerError)[]>;
export type AnswerCall = { signal: AbortSignal; keep: (index: number, result: ChatAnswer | AnswerError) => void };

export type EngineOptions = {
  /** engine.db and files/ live here; created 0700 when missing. */
  directory: string;
  answer: Answerer;
  /** Answers /v1/embeddings; without it the engine has no such endpoint. A rejection means "not now". */
  embed?: EngineEmbedder | null;
  /** Milliseconds since 1970; the only clock of the engine. */
  now: () => number;
  /** Models it offers; any other is refused with model_not_found. */
  models?: string[];
  /** Time until a batch expires; 24 hours unless given. */
  completionWindowMs?: number;
  /** Accept every model name; for tests. */
  anyModel?: boolean;
  /** Input tokens that may wait in batches at once; over it a batch fails validation. No limit unless given. */
  queueLimit?: number;
  /** Requests handed to the answerer at once; 64 unless given. */
  groupSize?: number;
};

const BATCH_STATUSES = [
  "validating",
  "failed",
  "in_progress",
  "finalizing",
  "completed",
  "expired",
  "cancelling",
  "cancelled",
] as const;

type BatchStatus = (typeof BATCH_STATUSES)[number];

/** How a batch ends once its outputs are written. */
export type Ending = "completed" | "expired" | "cancelled";

/** One line of `errors.data` of a failed batch (OpenAI API reference, Batch object). */
export type BatchProblem = { code: string; message: string; param: string | null; line: number | null };

export type BatchRow = {
  seq: number;
  id: string;
  endpoint: string;
  model: string | null;
  status: BatchStatus;
  ending: Ending | null;
  problems: string | null;
  input_file_id: string;
  output_file_id: string | null;
  error_file_id: string | null;
  metadata: string | null;
  output_seconds: number | null;
  created_at: number;
  in_progress_at: number | null;
  expires_at: number;
  finalizing_at: number | null;
  completed_at: number | null;
  failed_at: number | null;
  expired_at: number | null;
  cancelling_at: number | null;
  cancelled_at: number | null;
  total: number;
  completed: number;
  failed: number;
  input_tokens: number;
  output_tokens: number;
  read_bytes: number;
  read_lines: number;
  answered_line: number;
  swept: number;
};

export type FileRow = {
  seq: number;
  id: string;
  bytes: number;
  created_at: number;
  expires_at: number | null;
  filename: string;
  purpose: string;
  gone: number;
  purged: number;
};

export type RequestRow = {
  batch: number;
  line: number;
  custom_id: string;
  start: number;
  length: number;
  outcome: "completed" | "failed" | null;
  output: string | null;
};

/** Everything the parts of an open engine share. */
export type EngineState = {
  db: Database;
  files: string;
  options: Required<EngineOptions>;
  /** Unix seconds by the engine's clock, the vendor's unit for every time. */
  seconds: () => number;
  /** Half-written output files by batch; lost on a restart and then begun again. */
  writers: Map<number, OutputWriter>;
  /** Rejections of the answerer by batch since its last answer. */
  rejections: Map<number, Rejections>;
  /** The batch the last step worked on, so that batches take turns. */
  lastBatch: number;
  /** A buffer of at least that many bytes, the same one again each time: only the running step may use it. */
  scratch: (size: number) => Buffer;
  closing: boolean;
  /** Aborted by closing, so that nobody waits for an answerer. */
  stop: AbortController;
  /** Aborted by cancelling, for the batch whose requests are being answered. */
  asking: { batch: number; stop: AbortController } | null;
};

/** `soloUntil`: up to this line requests are asked one at a time, to find the one that cannot be answered. */
type Rejections = { line: number; count: number; soloUntil: number };
