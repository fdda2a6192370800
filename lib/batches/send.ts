import { stat } from "node:fs/promises";
import { buildPartFile, partPath } from "#lib/batches/build";
import { failureWords } from "#lib/batches/failures";
import {
  INPUT_EXPIRES_SECONDS,
  LONGEST_BACKOFF_MS,
  MOST_FAILED_SENDS,
  OFTEN_FAILED_SENDS,
  OUTPUT_EXPIRES_SECONDS,
  RARE_SEND_WAIT_MS,
} from "#lib/batches/limits";
import { hashesBefore, type Mark, markMetadata } from "#lib/batches/mark";
import { movePart, type Part } from "#lib/batches/parts";
import { askedWait } from "#lib/batches/pauses";
import { isKeptHere } from "#lib/providers/kinds";
import { providerName } from "#lib/providers/names";
import { type VendorBatch, type VendorClient, VendorFailure } from "#lib/providers/vendor";
import { places } from "#lib/store";
import type { WorkerContext } from "#lib/worker/lane";

/** How often a file that was just uploaded may be unknown to the vendor before that is taken as final. */
const MOST_FILE_MISSES = 6;
const FIRST_BACKOFF_MS = 2000;

/** Builds a waiting part's file and parks it again with its size and hash. Nothing leaves. */
export async function buildPart(context: WorkerContext, part: Part): Promise<void> {
  const folder = places(context.env.dataDir).parts;
  const building = movePart(context.db, part, "building");
  if (!building) return;
  try {
    const built = await buildPartFile(context.db, building, folder);
    const { bytes, sha256 } = built;
    movePart(context.db, building, "waiting", {
      bytes,
      sha256,
      earlierHashes: hashesBefore(part, sha256),
      reason: null,
    });
  } catch (error) {
    movePart(context.db, building, "waiting", { reason: "The file could not be written. Is the disk full?" });
    throw error;
  }
}

/** Whether the file a part is sent from lies there whole. */
export async function hasFile(context: WorkerContext, part: Part): Promise<boolean> {
  if (part.sha256 === null) return false;
  const found = await stat(partPath(places(context.env.dataDir).parts, part.id)).catch(() => null);
  return found?.size === part.bytes;
}

/**
 * Uploads a built part and creates its batch. The intent is committed before each call, each call is made once, and
 * whatever leaves it open whether the vendor acted makes the part uncertain.
 */
export async function sendPart(context: WorkerContext, client: VendorClient, part: Part, mark: Mark): Promise<void> {
  let current: Part | null = part;
  if (current.vendorFileId === null) current = await uploadPart(context, client, current, mark);
  if (current) await createVendorBatch(context, client, current, mark);
}

async function uploadPart(context: WorkerContext, client: VendorClient, part: Part, mark: Mark): Promise<Part | null> {
  const { db, now, env } = context;
  const intent = { intentAt: part.intentAt ?? now(), nextAttemptAt: null, waitsForPartId: null, reason: null };
  const uploading = movePart(db, part, "uploading", intent);
  if (!uploading) return null;
  try {
    const path = partPath(places(env.dataDir).parts, part.id);
    const file = await client.createFile({
      path,
      filename: mark.filename,
      expiresAfterSeconds: isKeptHere(part.provider) ? OUTPUT_EXPIRES_SECONDS : INPUT_EXPIRES_SECONDS,
    });
    return movePart(db, uploading, "creating", { vendorFileId: file.id, failedSends: 0 });
  } catch (error) {
    parkOrStop(context, uploading, error);
    return null;
  }
}

async function createVendorBatch(context: WorkerContext, client: VendorClient, part: Part, mark: Mark): Promise<void> {
  const { db, now } = context;
  const creating =
    part.state === "creating"
      ? part
      : movePart(db, part, "creating", { intentAt: part.intentAt ?? now(), waitsForPartId: null, reason: null });
  if (!creating || creating.vendorFileId === null) return;
  try {
    const batch = await client.createBatch({
      kind: creating.kind,
      inputFileId: creating.vendorFileId,
      metadata: markMetadata(mark),
      outputExpiresAfterSeconds: OUTPUT_EXPIRES_SECONDS,
    });
    adoptBatch(context, creating, batch);
  } catch (error) {
    if (isFileUnknown(error)) waitForFile(context, creating);
    else parkOrStop(context, creating, error);
  }
}

/** Takes a vendor's batch as the part's own: from here on it is watched. */
export function adoptBatch(context: WorkerContext, part: Part, batch: VendorBatch): void {
  const { db, now } = context;
  movePart(db, part, "submitted", {
    vendorBatchId: batch.id,
    vendorFileId: batch.inputFileId || part.vendorFileId,
    vendorStatus: batch.status,
    vendorTimes: batch.times,
    vendorErrors: null,
    attempts: 0,
    failedSends: 0,
    nextAttemptAt: null,
    waitsForPartId: null,
    reason: null,
    submittedAt: now(),
    syncedAt: now(),
  });
}

/**
 * Frees an uncertain part of which the provider has nothing: to be sent again, ever later the more often that failed, or,
 * after too often, to stop with the reason. What broke off with this program is sent again at once.
 */
export function sendAgain({ db, now }: WorkerContext, part: Part): void {
  const { failedSends } = part;
  if (failedSends >= MOST_FAILED_SENDS) movePart(db, part, "collecting", { nextAttemptAt: null });
  else movePart(db, part, "waiting", { nextAttemptAt: failedSends === 0 ? null : now() + sendWaitMs(failedSends) });
}

function sendWaitMs(failedSends: number): number {
  return failedSends > OFTEN_FAILED_SENDS ? RARE_SEND_WAIT_MS : backoffMs(failedSends - 1);
}

/** After a failed call: a clean refusal stops the part, "too many" parks it, anything else is uncertain. */
function parkOrStop(context: WorkerContext, part: Part, error: unknown): void {
  const { db, now } = context;
  if (error instanceof VendorFailure && error.kind === "rejected") {
    const reason = failureWords(error, providerName(db, part.provider));
    const code = error.code ?? `http_${error.status}`;
    movePart(db, part, "collecting", {
      reason,
      vendorErrors: [{ code, message: reason, line: null }],
      nextAttemptAt: null,
    });
  } else if (error instanceof VendorFailure && error.kind === "throttled") {
    const wait = error.retryAfterMs === null ? backoffMs(part.attempts) : askedWait(error.retryAfterMs);
    movePart(db, part, "waiting", {
      attempts: part.attempts + 1,
      nextAttemptAt: now() + wait,
      reason: `The provider asked to wait: ${error.message}`,
    });
  } else {
    const failedSends = part.failedSends + 1;
    const words = error instanceof VendorFailure ? error.message : "it broke off on this computer";
    const reason = `Sending failed${failedSends === 1 ? "" : ` ${failedSends} times`}: ${words}`;
    movePart(db, part, "uncertain", { nextAttemptAt: null, failedSends, reason, doubtAt: now(), lookAgains: 0 });
  }
}

/** "No such file" can come just after an upload: the file is known a moment later (same file, no new upload). */
function isFileUnknown(error: unknown): boolean {
  if (!(error instanceof VendorFailure) || error.kind !== "rejected") return false;
  return error.status === 404 || /no such (file|object)|file.{0,80}not (be )?found/i.test(error.message);
}

function waitForFile(context: WorkerContext, part: Part): void {
  const { db, now } = context;
  if (part.attempts >= MOST_FILE_MISSES) {
    movePart(db, part, "collecting", { reason: "the provider does not find the file that was uploaded" });
    return;
  }
  movePart(db, part, "waiting", {
    attempts: part.attempts + 1,
    nextAttemptAt: now() + backoffMs(part.attempts),
    reason: "Waiting until the provider finds the uploaded file",
  });
}

/** 2 s, 4 s, 8 s … 5 minutes. */
export function backoffMs(attempts: number, first = FIRST_BACKOFF_MS): number {
  return Math.min(first * 2 ** Math.min(attempts, 20), LONGEST_BACKOFF_MS);
}
