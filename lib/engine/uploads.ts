import { renameSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { respond, VendorError } from "#lib/engine/errors";
import { toFile } from "#lib/engine/files";
import { createId } from "#lib/engine/ids";
import { multipartBoundary, readMultipart } from "#lib/engine/multipart";
import { filePath, syncFolder } from "#lib/engine/store";
import type { EngineState, FileRow } from "#lib/engine/types";

const PURPOSES = ["assistants", "batch", "fine-tune", "vision", "user_data", "evals"];
const FILE_LIMIT = 512 * 1024 * 1024;
const BATCH_FILE_LIMIT = 200 * 1024 * 1024;
const FIELD_LIMIT = 64 * 1024;
const MIN_EXPIRY_SECONDS = 3600;
export const MAX_EXPIRY_SECONDS = 2_592_000;

type Form = { fields: Map<string, string>; filename: string | null; bytes: number };
type NewFile = { id: string; bytes: number; filename: string; purpose: string; expiresAt: number | null };

/**
 * POST /v1/files: streams the upload to disk, and names it in the database once all of it is there and flushed.
 * Source: OpenAI API reference, Upload file. Files with purpose "batch" expire after 30 days unless told otherwise.
 */
export async function createFile(state: EngineState, request: Request): Promise<Response> {
  const boundary = multipartBoundary(request.headers.get("content-type"));
  if (!boundary || !request.body) throw new VendorError(400, "Expected a multipart/form-data body.");
  const id = createId("file-");
  const path = filePath(state, id, true);
  const handle = await open(path, "wx", 0o600);
  try {
    const form = await receive(request.body, boundary, handle);
    const file = checkForm(state, id, form);
    await handle.sync();
    if (state.closing) throw new VendorError(503, "The engine is shutting down.");
    return respond(toFile(commitFiles(state, [file])[0]));
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/**
 * Gives half-written files their names, on disk and in the database, together with `change`: all or nothing.
 * Their bytes must have been flushed before. When `change` gives false nothing is named and the list is empty.
 */
export function commitFiles(state: EngineState, files: NewFile[], change: () => boolean = () => true): FileRow[] {
  const insert = state.db.prepare<unknown[], FileRow>(
    "INSERT INTO files (id, bytes, created_at, expires_at, filename, purpose) VALUES (?, ?, ?, ?, ?, ?) RETURNING *",
  );
  const commit = state.db.transaction(() => {
    if (!change()) return [];
    const rows = files.map(({ id, bytes, expiresAt, filename, purpose }) => {
      renameSync(filePath(state, id, true), filePath(state, id));
      return insert.get(id, bytes, state.seconds(), expiresAt, filename, purpose) as FileRow;
    });
    if (files.length > 0) syncFolder(state.files);
    return rows;
  });
  return commit.immediate();
}

async function receive(body: ReadableStream<Uint8Array>, boundary: string, handle: FileHandle): Promise<Form> {
  const form: Form = { fields: new Map(), filename: null, bytes: 0 };
  await readMultipart(body, boundary, (part) => {
    if (part.name !== "file") return (chunk) => appendField(form.fields, part.name, chunk);
    if (form.filename !== null) throw new VendorError(400, "Only one file can be uploaded.", "file");
    form.filename = cleanFilename(part.filename ?? "upload");
    return async (chunk) => {
      form.bytes += chunk.length;
      if (form.bytes > FILE_LIMIT) throw new VendorError(413, "The file is larger than 512 MB.", "file");
      await handle.writeFile(chunk);
    };
  });
  return form;
}

function appendField(fields: Map<string, string>, name: string, chunk: Buffer): void {
  const value = (fields.get(name) ?? "") + chunk.toString("utf8");
  if (value.length > FIELD_LIMIT) throw new VendorError(400, `The field '${name.slice(0, 64)}' is too long.`);
  fields.set(name, value);
}

function checkForm(state: EngineState, id: string, form: Form): NewFile {
  const purpose = form.fields.get("purpose");
  if (form.filename === null) throw new VendorError(400, "'file' is a required property", "file");
  if (!purpose) throw new VendorError(400, "'purpose' is a required property", "purpose");
  if (!PURPOSES.includes(purpose)) {
    throw new VendorError(400, `'purpose' must be one of ${PURPOSES.join(", ")}.`, "purpose");
  }
  if (purpose === "batch" && !form.filename.endsWith(".jsonl")) {
    throw new VendorError(400, "Invalid file format for Batch API. Must be .jsonl");
  }
  if (purpose === "batch" && form.bytes > BATCH_FILE_LIMIT) {
    throw new VendorError(400, "The file is too large. A batch input file may have up to 200 MB.", "file");
  }
  const anchor = form.fields.get("expires_after[anchor]");
  const seconds = form.fields.get("expires_after[seconds]");
  const chosen =
    anchor === undefined && seconds === undefined ? null : checkExpiry("expires_after", anchor, Number(seconds));
  const lifetime = chosen ?? (purpose === "batch" ? MAX_EXPIRY_SECONDS : null);
  const expiresAt = lifetime === null ? null : state.seconds() + lifetime;
  return { id, bytes: form.bytes, filename: form.filename, purpose, expiresAt };
}

/** Checks an expiry policy and gives its seconds; 1 hour to 30 days after creation (OpenAI API reference, Files). */
export function checkExpiry(name: string, anchor: unknown, seconds: unknown): number {
  if (anchor !== "created_at") {
    throw new VendorError(400, `'${name}.anchor' must be 'created_at'.`, `${name}.anchor`);
  }
  if (!Number.isInteger(seconds) || Number(seconds) < MIN_EXPIRY_SECONDS || Number(seconds) > MAX_EXPIRY_SECONDS) {
    const range = `between ${MIN_EXPIRY_SECONDS} and ${MAX_EXPIRY_SECONDS}`;
    throw new VendorError(400, `'${name}.seconds' must be ${range}.`, `${name}.seconds`);
  }
  return Number(seconds);
}

/** Only the last part of a path, for show; bytes are stored under the id alone. */
function cleanFilename(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? "").slice(0, 255) || "upload";
}
