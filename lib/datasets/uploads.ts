import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { FileStore } from "@tus/file-store";
import { Server, type Upload } from "@tus/server";
import type { Db } from "#db/client";
import { addStoredFile, assertTakesFiles, hasStoredFile } from "#lib/datasets/add-file";
import { BUNDLE_BYTES_MAX, BUNDLE_HEAD_MAX } from "#lib/datasets/bundle";
import { uploadFiles } from "#lib/datasets/upload-files";
import { readUploadLabel } from "#lib/datasets/upload-label";
import { AppError, isBusy } from "#lib/errors";
import { log } from "#lib/log";
import { places } from "#lib/store";

/** Where uploads are received. */
export const UPLOAD_PATH = "/api/uploads";
/** Largest single upload, bytes: 20 GB. */
export const UPLOAD_MAX = 20 * 1024 ** 3;
/** Room that has to stay free on the disk: the database grows by about what was uploaded. */
const SPARE_BYTES = 512 * 1024 ** 2;
/** The names the server gives: 128 random bits. */
const UPLOAD_ID = /^[0-9a-f]{32}$/;

type UploadTools = { db: Db; dataDir: string; onStored: () => void };
type TusError = { status_code: number; body: string };

/**
 * Makes the function that receives uploads by the tus protocol (tus.io, "Resumable upload protocol 1.0.x"), bytes
 * streamed to disk. A whole file is added to its dataset exactly once, also when the answer got lost and its last
 * piece or a HEAD is repeated. `onStored` is called when there is something for the worker.
 */
export function createUploads({ db, dataDir, onStored }: UploadTools): (request: Request) => Promise<Response> {
  const directory = places(dataDir).uploads;
  const datastore = new FileStore({ directory });

  async function finish(upload: Upload): Promise<void> {
    const { name, datasetId, isBundle } = readUploadLabel(upload.metadata);
    if (hasStoredFile(db, datasetId, upload.id)) return;
    const length = await settle(join(directory, upload.id));
    if (length !== upload.size) throw new AppError("conflict", "Not all of the file arrived. Please send it again.");
    try {
      addStoredFile(db, datasetId, { name, storedName: upload.id, length, isBundle });
    } catch (error) {
      if (error instanceof AppError)
        await Promise.all(uploadFiles(directory, upload.id).map((path) => rm(path, { force: true })));
      throw error;
    }
    onStored();
  }

  const server = new Server({
    path: UPLOAD_PATH,
    datastore,
    maxSize: UPLOAD_MAX,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    getFileIdFromRequest: (_request, last) => (last && UPLOAD_ID.test(last) ? last : undefined),
    async onUploadCreate(_request, upload) {
      await assertWelcome(db, dataDir, upload);
      return {};
    },
    async onIncomingRequest(request, id) {
      if (request.method !== "PATCH") return;
      const { metadata } = await datastore.getUpload(id);
      const { datasetId } = readUploadLabel(metadata);
      if (!hasStoredFile(db, datasetId, id)) assertTakesFiles(db, datasetId);
    },
    async onUploadFinish(_request, upload) {
      await finish(upload);
      return {};
    },
    onResponseError: (_request, error) => toTusError(error),
  });

  return async (request) => {
    const response = await server.handleWeb(request);
    // Whole, but not known: the process ended between the last byte and the row. The page asks by HEAD before it goes on.
    if (request.method === "HEAD" && isWhole(response)) await finish(await datastore.getUpload(uploadId(request)));
    if (response.status < 400 || !response.body) return response;
    const headers = new Headers(response.headers);
    headers.set("content-type", "application/json");
    return new Response(response.body, { status: response.status, headers });
  };
}

/** Throws AppError when the upload should not even begin. */
async function assertWelcome(db: Db, dataDir: string, upload: Upload): Promise<void> {
  const { datasetId, isBundle } = readUploadLabel(upload.metadata);
  if (upload.size === undefined) throw new AppError("invalid", "The size of the file is missing.");
  if (isBundle && upload.size > BUNDLE_HEAD_MAX + BUNDLE_BYTES_MAX) {
    throw new AppError("invalid", "Too many small files were sent at once.");
  }
  assertTakesFiles(db, datasetId);
  const disk = await statfs(dataDir);
  if (disk.bavail * disk.bsize < upload.size + SPARE_BYTES) {
    throw new AppError("invalid", "There is not enough free space on the computer that runs Mailgist.");
  }
}

/** Makes sure the bytes survive a power cut, and counts them. */
async function settle(path: string): Promise<number> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
    return (await stat(path)).size;
  } finally {
    await handle.close();
  }
}

function isWhole(response: Response): boolean {
  const length = response.headers.get("upload-length");
  return response.status === 200 && length !== null && response.headers.get("upload-offset") === length;
}

function uploadId(request: Request): string {
  return new URL(request.url).pathname.split("/").at(-1) ?? "";
}

function toTusError(error: Error | TusError): TusError {
  if (error instanceof AppError) return { status_code: error.status, body: errorBody(error.code, error.message) };
  if ("status_code" in error) return { status_code: error.status_code, body: errorBody("upload", plainWords(error)) };
  if (isBusy(error))
    return { status_code: 503, body: errorBody("unavailable", "The database is busy. Please try again.") };
  const id = crypto.randomUUID();
  log.error({ id, err: error }, "upload failed");
  return { status_code: 500, body: errorBody("unexpected", `Something went wrong (${id}).`) };
}

/** What the protocol's own refusals mean to the person who dropped the file. */
function plainWords({ status_code: status }: TusError): string {
  if (status === 404 || status === 410) return "This upload is not known any more. Drop the file again.";
  if (status === 409) return "The file is being sent twice at the same time.";
  if (status === 413) return "The file is larger than was announced, or larger than 20 GB.";
  if (status >= 500) return "The file could not be stored. What has arrived is kept.";
  return "The upload could not go on. Drop the file again.";
}

const errorBody = (code: string, message: string) => JSON.stringify({ error: { code, message } });
