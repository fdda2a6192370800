import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { extraBatches, parts } from "#db/schema";
import { queueDeletion } from "#lib/batches/finish";
import { isFromPart, isOurs } from "#lib/batches/mark";
import { findPart, type Part } from "#lib/batches/parts";
import { isFinal, isOpen } from "#lib/batches/status";
import { log } from "#lib/log";
import { type VendorBatch, type VendorClient, VendorFailure } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

export type Extra = typeof extraBatches.$inferSelect;

/** Writes down that the vendor has a part a second time. It is cancelled by whoever watches. Twice changes nothing. */
export function noteExtra(db: Db, part: Pick<Part, "id" | "provider">, batch: VendorBatch, now: number): void {
  const { id, provider } = part;
  db.insert(extraBatches)
    .values({ partId: id, provider, vendorBatchId: batch.id, vendorStatus: batch.status, foundAt: now })
    .onConflictDoNothing()
    .run();
}

/** Extra batches that may still cost something. */
export function openExtras(db: Db, provider: string | undefined): Extra[] {
  return db
    .select()
    .from(extraBatches)
    .where(and(isNull(extraBatches.endedAt), provider === undefined ? undefined : eq(extraBatches.provider, provider)))
    .orderBy(asc(extraBatches.id))
    .all();
}

/**
 * Finds listed batches that carry the mark of a part of ours which has another batch, or another file by now: a
 * call that took effect after it was given up. One that failed was never run. One with a file that the part never had belongs to a copy of the data
 * folder: it is left alone, and told of once (`strangers`: those that were).
 */
export function findExtras(
  { db, now }: WorkerContext,
  provider: string,
  install: string,
  listed: VendorBatch[],
  strangers: Set<string>,
): void {
  const ours = new Map<number, VendorBatch[]>();
  for (const batch of listed) {
    if (!isOurs(install, batch) || batch.status === "failed") continue;
    const partId = Number(batch.metadata.part);
    ours.set(partId, [...(ours.get(partId) ?? []), batch]);
  }
  if (ours.size === 0) return;
  const { id, state, vendorBatchId, sha256, earlierHashes } = parts;
  const known = db
    .select({ id, state, vendorBatchId, sha256, earlierHashes })
    .from(parts)
    .where(and(inArray(id, [...ours.keys()]), eq(parts.provider, provider)))
    .all();
  for (const part of known) {
    for (const batch of ours.get(part.id) ?? []) {
      // An open part without a batch may yet take one with its present file as its own.
      const mayTake = part.vendorBatchId === null && isOpen(part) && batch.metadata.sha256 === part.sha256;
      if (mayTake || batch.id === part.vendorBatchId || isNoted(db, batch.id)) continue;
      if (isFromPart(part, batch)) noteExtra(db, { ...part, provider }, batch, now());
      else if (!strangers.has(batch.id)) {
        strangers.add(batch.id);
        log.warn({ part: part.id, batch: batch.id }, "another copy of the data folder sends batches: left alone");
      }
    }
  }
}

function isNoted(db: Db, vendorBatchId: string): boolean {
  const found = db
    .select({ id: extraBatches.id })
    .from(extraBatches)
    .where(eq(extraBatches.vendorBatchId, vendorBatchId));
  return found.get() !== undefined;
}

/**
 * Takes an extra batch one step further: asks for its cancel, or, once it has ended, queues its files for deletion.
 * `batch`: as the vendor shows it now, null when it is unknown there. Throws VendorFailure when it cannot be asked.
 */
export async function endExtra(
  context: WorkerContext,
  client: VendorClient,
  extra: Extra,
  batch: VendorBatch | null,
): Promise<void> {
  if (batch !== null && !isFinal(batch.status)) {
    if (batch.status !== "cancelling") await cancel(client, extra.vendorBatchId);
    return;
  }
  const { db, now } = context;
  const part = findPart(db, extra.partId);
  db.transaction(
    () => {
      for (const id of [batch?.inputFileId, batch?.outputFileId, batch?.errorFileId]) {
        // The part may still need an input file that both share; it is deleted with the part.
        if (id && part && id !== part.vendorFileId) queueDeletion(db, part, id, now());
      }
      const vendorStatus = batch?.status ?? extra.vendorStatus;
      db.update(extraBatches).set({ vendorStatus, endedAt: now() }).where(eq(extraBatches.id, extra.id)).run();
    },
    { behavior: "immediate" },
  );
}

async function cancel(client: VendorClient, id: string): Promise<void> {
  try {
    await client.cancelBatch(id);
  } catch (error) {
    // Over meanwhile, which the next look shows (OpenAI answers 409).
    if (!(error instanceof VendorFailure) || (error.kind !== "rejected" && error.status !== 409)) throw error;
  }
}
