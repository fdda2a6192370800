import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { getBatch } from "#lib/batches/get";
import { AppError } from "#lib/errors";

/** Puts a batch into the bin. Throws AppError "not-found", or "conflict" while it runs. */
export function removeBatch(db: Db, batchId: number, now = Date.now()): void {
  if (getBatch(db, batchId).isActive) throw new AppError("conflict", "This batch is still running. Stop it first.");
  db.update(batches)
    .set({ removedAt: now })
    .where(and(eq(batches.id, batchId), isNull(batches.removedAt)))
    .run();
}

/** Takes a batch out of the bin. Throws AppError "not-found" once the bin was emptied. */
export function restoreBatch(db: Db, batchId: number): void {
  const done = db
    .update(batches)
    .set({ removedAt: null })
    .where(and(eq(batches.id, batchId), isNull(batches.purgedAt)))
    .run();
  if (done.changes === 0) throw new AppError("not-found", "This batch is gone.");
}

/** Empties the bin of batches: the worker deletes them, here and at the provider. Answers how many. */
export function emptyBatchBin(db: Db, now = Date.now()): number {
  return db
    .update(batches)
    .set({ purgedAt: now })
    .where(and(isNotNull(batches.removedAt), isNull(batches.purgedAt)))
    .run().changes;
}
