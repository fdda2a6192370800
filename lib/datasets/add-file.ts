import type { Db } from "#db/client";
import { AppError } from "#lib/errors";

/** A file that lies in the uploads folder, whole. */
export type StoredFile = { name: string; storedName: string; length: number; isBundle: boolean };

/**
 * Throws AppError "not-found" or "conflict" with a sentence when a dataset cannot take files.
 */
export function assertTakesFiles(db: Db, datasetId: number): void {
  const row = db.$client.prepare("select removed_at from datasets where id = ? and purged_at is null").get(datasetId) as
    | { removed_at: number | null }
    | undefined;
  if (!row) throw new AppError("not-found", "The dataset these files belong to does not exist any more.");
  if (row.removed_at !== null) {
    throw new AppError(
      "conflict",
      "The dataset these files belong to is in the bin. Restore it, then drop them again.",
    );
  }
}

/**
 * Adds a stored file to a dataset, for the worker to read. Told twice about the same stored file, it adds it once.
 * Answers whether it was new. Throws as `assertTakesFiles`.
 */
export function addStoredFile(db: Db, datasetId: number, file: StoredFile, now = Date.now()): boolean {
  return db.$client
    .transaction(() => {
      if (hasStoredFile(db, datasetId, file.storedName)) return false;
      assertTakesFiles(db, datasetId);
      db.$client
        .prepare(
          `insert into dataset_files (dataset_id, name, stored_name, length, is_bundle, created_at)
           values (?, ?, ?, ?, ?, ?)`,
        )
        .run(datasetId, file.name, file.storedName, file.length, file.isBundle ? 1 : 0, now);
      return true;
    })
    .immediate();
}

/** Whether a stored file already belongs to the dataset, by itself or as the bundle its files came in. */
export function hasStoredFile(db: Db, datasetId: number, storedName: string): boolean {
  const row = db.$client
    .prepare("select 1 from dataset_files where dataset_id = ? and stored_name = ? limit 1")
    .get(datasetId, storedName);
  return row !== undefined;
}
