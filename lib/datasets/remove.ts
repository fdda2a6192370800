import { and, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets } from "#db/schema";
import { AppError } from "#lib/errors";

/** Puts a dataset into the bin, from where it can come back. Its import stops. Throws AppError "not-found". */
export function removeDataset(db: Db, id: number, now = Date.now()): void {
  assertThere(db, id);
  db.update(datasets)
    .set({ removedAt: now })
    .where(and(eq(datasets.id, id), isNull(datasets.removedAt)))
    .run();
}

/** Takes a dataset out of the bin; an import goes on where it stopped. Throws AppError "not-found". */
export function restoreDataset(db: Db, id: number): void {
  assertThere(db, id);
  db.update(datasets)
    .set({ removedAt: null })
    .where(and(eq(datasets.id, id), isNull(datasets.purgedAt)))
    .run();
}

/**
 * Marks everything in the bin for good: from now on nothing of it can be restored, and the worker deletes it in
 * slices. Answers how many datasets that were.
 */
export function emptyBin(db: Db, now = Date.now()): number {
  return db
    .update(datasets)
    .set({ purgedAt: now })
    .where(and(isNotNull(datasets.removedAt), isNull(datasets.purgedAt)))
    .run().changes;
}

function assertThere(db: Db, id: number): void {
  const row = db
    .select({ id: datasets.id })
    .from(datasets)
    .where(and(eq(datasets.id, id), isNull(datasets.purgedAt)))
    .get();
  if (!row) throw new AppError("not-found", "This dataset does not exist any more.");
}
