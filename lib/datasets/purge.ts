import { rm } from "node:fs/promises";
import type { Db } from "#db/client";
import { uploadFiles } from "#lib/datasets/upload-files";
import { places } from "#lib/store";
import type { Step } from "#lib/worker/lane";

/** How long one transaction may delete; storing it takes about twice as long again. */
const SLICE_MS = 12;
/** Rows per statement: small enough that the last one does not overrun the slice. */
const ROWS = 50;
/** Another look at datasets whose batches are still being forgotten at their vendor. */
const RETRY_MS = 5000;
/** Stored files per slice; a bundle among them may stand for 500 rows. */
const FILES_AT_ONCE = 10;
const CHECKPOINT_WAIT_MS = 100;

const NEXT = `select d.id from datasets d where d.purged_at is not null
  and not exists (select 1 from batches b where b.dataset_id = d.id) order by d.id limit 1`;

/**
 * Deletes what was thrown away for good, in slices: problems, emails, stored files, then the dataset itself. A dataset
 * waits until its batches are gone, which is another step's work. Restartable anywhere.
 */
export const purgeStep: Step = async ({ db, env }) => {
  const datasetId = db.$client.prepare(NEXT).pluck().get() as number | undefined;
  if (datasetId === undefined) return hasWaiting(db) ? RETRY_MS : false;
  if (deleteRows(db, datasetId)) return true;
  if (await deleteFiles(db, places(env.dataDir).uploads, datasetId)) return true;
  db.$client.prepare("delete from datasets where id = ?").run(datasetId);
  emptyLog(db);
  return true;
};

function hasWaiting(db: Db): boolean {
  return db.$client.prepare("select 1 from datasets where purged_at is not null limit 1").get() !== undefined;
}

/** Deletes emails and problems for one slice; answers whether there may be more. */
function deleteRows(db: Db, datasetId: number): boolean {
  const statements = ["import_problems", "file_tables", "emails"].map((table) =>
    db.$client.prepare(`delete from ${table} where id in (select id from ${table} where dataset_id = ? limit ${ROWS})`),
  );
  const deadline = performance.now() + SLICE_MS;
  return db.$client
    .transaction(() => {
      for (const statement of statements) {
        while (statement.run(datasetId).changes > 0) if (performance.now() > deadline) return true;
      }
      return false;
    })
    .immediate();
}

/** Deletes some stored files and then their rows; answers whether there may be more. */
async function deleteFiles(db: Db, uploads: string, datasetId: number): Promise<boolean> {
  const names = db.$client
    .prepare(`select distinct stored_name from dataset_files where dataset_id = ? limit ${FILES_AT_ONCE}`)
    .pluck()
    .all(datasetId) as string[];
  const isShared = db.$client
    .prepare("select 1 from dataset_files where stored_name = ? and dataset_id <> ? limit 1")
    .pluck();
  // A dataset that was made by reading another one again reads the same stored file.
  const own = names.filter((name) => !isShared.get(name, datasetId));
  for (const path of own.flatMap((name) => uploadFiles(uploads, name))) await rm(path, { force: true });
  const remove = db.$client.prepare(
    "delete from dataset_files where dataset_id = ? and stored_name in (select value from json_each(?))",
  );
  return remove.run(datasetId, JSON.stringify(names)).changes > 0;
}

/** Takes deleted mail out of the write-ahead log too; a reader in the way postpones that to the next checkpoint. */
function emptyLog(db: Db): void {
  const patience = db.$client.pragma("busy_timeout", { simple: true });
  db.$client.pragma(`busy_timeout = ${CHECKPOINT_WAIT_MS}`);
  try {
    db.$client.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.$client.pragma(`busy_timeout = ${patience}`);
  }
}
