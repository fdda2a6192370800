import type { Upload as TusUpload } from "tus-js-client";
import { fingerprintOf } from "#lib/client/uploads/pending";
import type { UploadUnit } from "#lib/client/uploads/plan";
import { encodeBundleHead } from "#lib/datasets/bundle";

const CHUNK_BYTES = 16 * 1024 * 1024;
const RETRY_DELAYS_MS = [0, 1_000, 3_000, 6_000, 12_000];
const ENDPOINT = "/api/uploads";

export type Sending = { pause: () => Promise<void>; resume: () => void; cancel: () => Promise<void> };
export type SendEvents = { onSent: (bytes: number) => void; onDone: () => void; onFailed: (problem: string) => void };

/**
 * Sends one upload in resumable pieces (tus). What was interrupted by a reload goes on where it stopped when the same
 * files are chosen again for the same dataset.
 */
export async function sendUnit(datasetId: number, unit: UploadUnit, events: SendEvents): Promise<Sending> {
  const { Upload } = await import("tus-js-client");
  const [first] = unit.files;
  if (!first) throw new Error("An upload needs a file");
  const head = unit.isBundle ? bundleHead(unit) : null;
  const body = head ? new Blob([head, ...unit.files.map(({ file }) => file)]) : first.file;
  const headBytes = head?.size ?? 0;
  const upload = new Upload(body, {
    endpoint: ENDPOINT,
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_DELAYS_MS,
    metadata: {
      filename: unit.isBundle ? "bundle" : first.path,
      datasetId: String(datasetId),
      bundle: unit.isBundle ? "1" : "",
    },
    fingerprint: async () => fingerprintOf(datasetId, unit),
    removeFingerprintOnSuccess: true,
    onProgress: (sent) => events.onSent(Math.max(0, sent - headBytes)),
    onSuccess: () => events.onDone(),
    onError: (error) => events.onFailed(explain(error)),
  });
  await resumeEarlier(upload);
  upload.start();
  return {
    pause: () => upload.abort(),
    resume: () => upload.start(),
    cancel: () => upload.abort(true),
  };
}

function bundleHead(unit: UploadUnit): Blob {
  const bytes = encodeBundleHead(unit.files.map(({ path, file }) => ({ name: path, size: file.size })));
  return new Blob([new Uint8Array(bytes)]);
}

async function resumeEarlier(upload: TusUpload) {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
}

/** Says what went wrong and what it means; the server's own sentence where it sent one. */
function explain(error: Error): string {
  const response = "originalResponse" in error ? (error.originalResponse as { getBody(): string } | null) : null;
  const sentence = response ? readSentence(response.getBody()) : null;
  if (sentence) return sentence;
  if (error.name === "NotReadableError" || error.name === "NotFoundError" || /read/i.test(error.name)) {
    return "This file cannot be read any more. It may have been moved or changed. Choose it again.";
  }
  if (!response) return "Mailgist did not answer. What has arrived is kept; try again to go on from there.";
  return "This file did not arrive completely. What has arrived is kept; try again to go on from there.";
}

function readSentence(body: string): string | null {
  try {
    const parsed = JSON.parse(body) as { error?: { message?: string } };
    return parsed.error?.message ?? null;
  } catch {
    return null;
  }
}
