import { createHash, type Hash } from "node:crypto";
import type { Db } from "#db/client";
import { buildChunks } from "#lib/batches/build";
import { fingerprintOf } from "#lib/batches/draft";
import type { PreviewFile } from "#lib/batches/draft-view";
import { PART_LIMITS, type PartLimits } from "#lib/batches/limits";
import { partsOf } from "#lib/batches/parts";
import { askedOf, needBatch } from "#lib/batches/preview";
import { draftEmails } from "#lib/batches/source";
import { ask } from "#lib/worker/ask";

/** Up to this many emails the web process hashes by itself: that takes some milliseconds. */
const SMALL = 200;
const PATIENCE_MS = 120_000;

/**
 * The files a draft would upload, or those a submitted batch did: requests, bytes and sha256 of each. For a large
 * draft the worker builds them. Throws AppError "not-found", or "unavailable" when the worker is silent.
 */
export async function previewFiles(db: Db, batchId: number): Promise<PreviewFile[]> {
  const batch = needBatch(db, batchId);
  if (batch.state !== "draft") return recordedFiles(db, batchId);
  if (fingerprintOf(db, batch.datasetId).count <= SMALL) return hashDraft(db, batchId);
  return (await ask(db, "preview-files", { batchId }, PATIENCE_MS)) as PreviewFile[];
}

function recordedFiles(db: Db, batchId: number): PreviewFile[] {
  return partsOf(db, batchId).flatMap((part) =>
    part.sha256 === null || part.bytes === null
      ? []
      : [{ number: part.number, requests: part.requestCount, bytes: part.bytes, sha256: part.sha256 }],
  );
}

type Kept = { key: string; files: PreviewFile[] };
const kept = new WeakMap<Db["$client"], Kept>();

/** Builds a draft's files without storing them, and hashes them. The last answer is remembered. */
export async function hashDraft(db: Db, batchId: number, limits: PartLimits = PART_LIMITS): Promise<PreviewFile[]> {
  const batch = needBatch(db, batchId);
  const key = `${batch.id}.${batch.revision}.${fingerprintOf(db, batch.datasetId).mark}.${limits.requests}.${limits.bytes}`;
  const known = kept.get(db.$client);
  if (known?.key === key) return known.files;
  const open: { number: number; requests: number; bytes: number; hash: Hash }[] = [];
  for await (const chunk of buildChunks(draftEmails(db, batch), askedOf(batch), limits)) {
    let file = open.at(-1);
    if (file?.number !== chunk.part) {
      file = { number: chunk.part, requests: 0, bytes: 0, hash: createHash("sha256") };
      open.push(file);
    }
    file.requests += chunk.requests;
    file.bytes += chunk.bytes.length;
    file.hash.update(chunk.bytes);
  }
  const files = open.map(({ hash, ...file }) => ({ ...file, sha256: hash.digest("hex") }));
  kept.set(db.$client, { key, files });
  return files;
}
