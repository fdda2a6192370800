import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#db/client";
import { ELSEWHERE } from "#lib/settings/receipts";
import type { StorageView } from "#lib/settings/view";
import { places } from "#lib/store";

/** How much room everything takes in the data folder, bytes, and what was deleted elsewhere. */
export async function measureStorage(db: Db, dataDir: string): Promise<StorageView> {
  const at = places(dataDir);
  const [database, uploads, parts, engine] = await Promise.all([
    sizeOfFiles(["", "-wal", "-shm"].map((suffix) => at.database + suffix)),
    sizeOfFolder(at.uploads),
    sizeOfFolder(at.parts),
    sizeOfFolder(at.engine).then(async (own) => own + (await sizeOfFolder(at.chats))),
  ]);
  const total = database + uploads + parts + engine;
  return { database, uploads, parts, engine, total, folder: dataDir, deleted: countDeletions(db) };
}

/** What was deleted at providers, or is to be. */
function countDeletions(db: Db): StorageView["deleted"] {
  return db.$client
    .prepare(
      `select count(deleted_at) as confirmed, count(*) - count(deleted_at) as open, max(deleted_at) as lastAt
         from deletions where ${ELSEWHERE}`,
    )
    .get() as StorageView["deleted"];
}

async function sizeOfFolder(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return sizeOfFiles(entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)));
}

/** A file that vanishes meanwhile counts as nothing. */
async function sizeOfFiles(paths: string[]): Promise<number> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}
