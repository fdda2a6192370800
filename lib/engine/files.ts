import { type FileHandle, open, rm } from "node:fs/promises";
import { respond, VendorError } from "#lib/engine/errors";
import { readLimit, toPage } from "#lib/engine/pages";
import { filePath } from "#lib/engine/store";
import type { EngineState, FileRow } from "#lib/engine/types";

const CHUNK = 256 * 1024;

/** GET /v1/files?limit=&after=&order=&purpose= (OpenAI API reference, List files). Newest first unless order=asc. */
export function listFiles(state: EngineState, query: URLSearchParams): Response {
  const limit = readLimit(query, 10_000, 10_000);
  const order = query.get("order") ?? "desc";
  if (order !== "asc" && order !== "desc") throw new VendorError(400, "'order' must be 'asc' or 'desc'.", "order");
  const after = query.get("after");
  const cursor = after ? anyFile(state, after)?.seq : null;
  if (cursor === undefined) throw new VendorError(400, "'after' is not the id of a file.", "after");
  const rows = state.db
    .prepare<unknown[], FileRow>(
      `SELECT * FROM files WHERE gone = 0 AND (expires_at IS NULL OR expires_at > ?)
        AND (? IS NULL OR purpose = ?) AND (? IS NULL OR seq ${order === "asc" ? ">" : "<"} ?)
        ORDER BY seq ${order} LIMIT ?`,
    )
    .all(state.seconds(), query.get("purpose"), query.get("purpose"), cursor, cursor, limit + 1);
  return respond(toPage(rows, limit, toFile));
}

/** GET /v1/files/{id}. Throws 404 for a file that is unknown, deleted or expired. */
export function getFile(state: EngineState, id: string): Response {
  return respond(toFile(liveFile(state, id)));
}

/** DELETE /v1/files/{id}. It is gone at once for every caller; a batch still running on it keeps its bytes to the end. */
export async function deleteFile(state: EngineState, id: string): Promise<Response> {
  const row = liveFile(state, id);
  state.db.prepare("UPDATE files SET gone = 1 WHERE seq = ?").run(row.seq);
  await purgeFiles(state);
  return respond({ id, object: "file", deleted: true });
}

/** GET /v1/files/{id}/content: the bytes as uploaded or written, streamed. */
export async function readFileContent(state: EngineState, id: string): Promise<Response> {
  const row = liveFile(state, id);
  const handle = await open(filePath(state, id));
  const headers = { "content-type": "application/octet-stream", "content-length": String(row.bytes) };
  return new Response(streamFile(handle), { headers });
}

/** A file as the API shows it. */
export function toFile(row: FileRow | undefined): Record<string, unknown> {
  if (!row) throw new VendorError(500, "The file could not be stored.");
  return {
    id: row.id,
    object: "file",
    bytes: row.bytes,
    created_at: row.created_at,
    expires_at: row.expires_at,
    filename: row.filename,
    purpose: row.purpose,
    status: "processed",
    status_details: null,
  };
}

/** A file that is neither deleted nor expired; undefined otherwise. */
export function findFile(state: EngineState, id: string): FileRow | undefined {
  const row = anyFile(state, id);
  if (!row || row.gone || (row.expires_at !== null && row.expires_at <= state.seconds())) return undefined;
  return row;
}

/** Marks files whose time is over as gone and removes the bytes nobody needs. True when it did something. */
export async function expireFiles(state: EngineState): Promise<boolean> {
  const expired = state.db
    .prepare("UPDATE files SET gone = 1 WHERE gone = 0 AND expires_at <= ?")
    .run(state.seconds()).changes;
  return (await purgeFiles(state)) || expired > 0;
}

/** The row stays as a tombstone without the name, so that a page can still begin after a file deleted meanwhile. */
async function purgeFiles(state: EngineState): Promise<boolean> {
  const rows = state.db
    .prepare<[], FileRow>(
      `SELECT * FROM files WHERE gone = 1 AND purged = 0 AND NOT EXISTS (SELECT 1 FROM batches
        WHERE input_file_id = files.id AND status IN ('validating', 'in_progress', 'finalizing', 'cancelling'))`,
    )
    .all();
  for (const row of rows) {
    await rm(filePath(state, row.id), { force: true });
    if (state.closing) return false;
    state.db.prepare("UPDATE files SET purged = 1, filename = '' WHERE seq = ?").run(row.seq);
  }
  return rows.length > 0;
}

function liveFile(state: EngineState, id: string): FileRow {
  const row = findFile(state, id);
  if (!row) throw new VendorError(404, `No such File object: ${id.slice(0, 80)}`, "id");
  return row;
}

function anyFile(state: EngineState, id: string): FileRow | undefined {
  return state.db.prepare<[string], FileRow>("SELECT * FROM files WHERE id = ?").get(id);
}

function streamFile(handle: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const chunk = new Uint8Array(CHUNK);
      const { bytesRead } = await handle.read(chunk, 0, CHUNK);
      if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead));
      else {
        await handle.close();
        controller.close();
      }
    },
    cancel: () => handle.close(),
  });
}
