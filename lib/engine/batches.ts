import { readObject } from "#lib/engine/bodies";
import { EMBEDDINGS_ENDPOINT } from "#lib/engine/embeddings";
import { respond, VendorError } from "#lib/engine/errors";
import { createId } from "#lib/engine/ids";
import { readLimit, toPage } from "#lib/engine/pages";
import { moveBatch } from "#lib/engine/store";
import type { BatchRow, EngineState } from "#lib/engine/types";
import { checkExpiry } from "#lib/engine/uploads";

const CHAT_ENDPOINT = "/v1/chat/completions";
const ENDPOINTS = [
  CHAT_ENDPOINT,
  "/v1/responses",
  "/v1/embeddings",
  "/v1/completions",
  "/v1/moderations",
  "/v1/images/generations",
  "/v1/images/edits",
  "/v1/videos",
];

/**
 * POST /v1/batches (OpenAI API reference, Create batch). The file is not looked at yet: an unknown or wrong one is
 * accepted here and ends `failed` in validation, as the vendor does it.
 */
export async function createBatch(state: EngineState, request: Request): Promise<Response> {
  const body = await readObject(request);
  const fileId = required(body, "input_file_id");
  const endpoint = required(body, "endpoint");
  const window = required(body, "completion_window");
  if (!ENDPOINTS.includes(endpoint)) {
    throw new VendorError(
      400,
      `Invalid value for 'endpoint': '${endpoint.slice(0, 80)}'.`,
      "endpoint",
      "invalid_value",
    );
  }
  const answered = state.options.embed ? [CHAT_ENDPOINT, EMBEDDINGS_ENDPOINT] : [CHAT_ENDPOINT];
  if (!answered.includes(endpoint)) {
    const message = `This engine only answers ${answered.join(" and ")}.`;
    throw new VendorError(400, message, "endpoint", "unsupported_value");
  }
  if (window !== "24h") {
    throw new VendorError(400, "'completion_window' must be '24h'.", "completion_window", "invalid_value");
  }
  const metadata = readMetadata(body.metadata);
  const seconds = readOutputExpiry(body.output_expires_after);
  const now = state.seconds();
  const expiresAt = now + Math.ceil(state.options.completionWindowMs / 1000);
  const row = state.db
    .prepare<unknown[], BatchRow>(
      `INSERT INTO batches (id, endpoint, status, input_file_id, metadata, output_seconds, created_at, expires_at)
        VALUES (?, ?, 'validating', ?, ?, ?, ?, ?) RETURNING *`,
    )
    .get(createId("batch_"), endpoint, fileId, metadata && JSON.stringify(metadata), seconds, now, expiresAt);
  return respond(toBatch(row as BatchRow));
}

/** GET /v1/batches?limit=&after=, newest first. */
export function listBatches(state: EngineState, query: URLSearchParams): Response {
  const limit = readLimit(query, 100, 20);
  const after = query.get("after");
  const cursor = after ? findBatch(state, after)?.seq : null;
  if (cursor === undefined) throw new VendorError(400, "'after' is not the id of a batch.", "after");
  const rows = state.db
    .prepare<unknown[], BatchRow>("SELECT * FROM batches WHERE ? IS NULL OR seq < ? ORDER BY seq DESC LIMIT ?")
    .all(cursor, cursor, limit + 1);
  return respond(toPage(rows, limit, toBatch));
}

/** GET /v1/batches/{id}. Throws 404. */
export function getBatch(state: EngineState, id: string): Response {
  return respond(toBatch(knownBatch(state, id)));
}

/**
 * POST /v1/batches/{id}/cancel. What was answered is kept and written out before the batch becomes `cancelled`.
 * Cancelling again changes nothing; a batch that ended or is writing its results cannot be cancelled (409).
 */
export function cancelBatch(state: EngineState, id: string): Response {
  const row = knownBatch(state, id);
  if (row.status === "cancelling") return respond(toBatch(row));
  const stoppable = row.status === "validating" || row.status === "in_progress";
  if (!stoppable || row.ending) {
    throw new VendorError(409, `Cannot cancel a batch with status '${row.ending ?? row.status}'.`);
  }
  moveBatch(state, row, { status: "cancelling", cancelling_at: state.seconds() });
  if (state.asking?.batch === row.seq) state.asking.stop.abort();
  return getBatch(state, id);
}

/** A batch as the API shows it, with nulls where the vendor sends nulls. */
function toBatch(row: BatchRow): Record<string, unknown> {
  return {
    id: row.id,
    object: "batch",
    endpoint: row.endpoint,
    model: row.model,
    errors: row.problems && { object: "list", data: JSON.parse(row.problems) },
    input_file_id: row.input_file_id,
    completion_window: "24h",
    status: row.status,
    output_file_id: row.output_file_id,
    error_file_id: row.error_file_id,
    created_at: row.created_at,
    in_progress_at: row.in_progress_at,
    expires_at: row.expires_at,
    finalizing_at: row.finalizing_at,
    completed_at: row.completed_at,
    failed_at: row.failed_at,
    expired_at: row.expired_at,
    cancelling_at: row.cancelling_at,
    cancelled_at: row.cancelled_at,
    // How many there are is known only once the whole file was read.
    request_counts: {
      total: row.in_progress_at === null ? 0 : row.total,
      completed: row.completed,
      failed: row.failed,
    },
    usage: {
      input_tokens: row.input_tokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: row.output_tokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: row.input_tokens + row.output_tokens,
    },
    metadata: row.metadata && JSON.parse(row.metadata),
  };
}

function knownBatch(state: EngineState, id: string): BatchRow {
  const row = findBatch(state, id);
  if (!row) throw new VendorError(404, `No batch found with id '${id.slice(0, 80)}'.`);
  return row;
}

function findBatch(state: EngineState, id: string): BatchRow | undefined {
  return state.db.prepare<[string], BatchRow>("SELECT * FROM batches WHERE id = ?").get(id);
}

function required(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (value === undefined || value === null || value === "") {
    throw new VendorError(400, `Missing required parameter: '${name}'.`, name, "missing_required_parameter");
  }
  if (typeof value !== "string") throw new VendorError(400, `'${name}' must be a string.`, name, "invalid_type");
  return value;
}

/** At most 16 pairs, keys up to 64 characters, values up to 512 (OpenAI API reference, Metadata). */
function readMetadata(value: unknown): Record<string, string> | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== "object" || Array.isArray(value)) {
    throw new VendorError(400, "'metadata' must be an object.", "metadata", "invalid_type");
  }
  const pairs = Object.entries(value);
  if (pairs.length > 16) throw new VendorError(400, "'metadata' may have at most 16 pairs.", "metadata");
  for (const [key, text] of pairs) {
    if (key.length > 64) throw new VendorError(400, "A key of 'metadata' is over 64 characters.", "metadata");
    if (typeof text !== "string" || text.length > 512) {
      throw new VendorError(400, "Values of 'metadata' must be strings of up to 512 characters.", `metadata.${key}`);
    }
  }
  return Object.fromEntries(pairs);
}

function readOutputExpiry(value: unknown): number | null {
  if (value === undefined || value === null) return null;
  const { anchor, seconds } = Object(value);
  return checkExpiry("output_expires_after", anchor, seconds);
}
