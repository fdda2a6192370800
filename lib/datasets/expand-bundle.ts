import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Db } from "#db/client";
import { BUNDLE_HEAD_MAX, type BundleMember, readBundleHead, splitBundle } from "#lib/datasets/bundle";
import type { OpenFile } from "#lib/datasets/write-slice";

const DAMAGED =
  "Some small files were sent together, and what arrived does not add up. Nothing of it was read. Drop these files again.";

/**
 * Takes a bundle apart: its row is replaced by one row per file in it, each with its own place in the stored file.
 * A damaged bundle ends as failed, with one problem.
 */
export async function expandBundle(db: Db, uploads: string, file: OpenFile, now: () => number): Promise<void> {
  const members = await readMembers(join(uploads, file.storedName), file.length);
  if (members) replaceRow(db, file, members, now());
  else failRow(db, file, now());
}

/** Null when the bundle is damaged or gone. */
async function readMembers(path: string, length: number): Promise<BundleMember[] | null> {
  const handle = await open(path).catch(() => null);
  if (!handle) return null;
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(Math.min(length, BUNDLE_HEAD_MAX)));
    const head = readBundleHead(buffer.subarray(0, bytesRead));
    const { size } = await handle.stat();
    return head && size === length ? splitBundle(head, length) : null;
  } finally {
    await handle.close();
  }
}

function replaceRow(db: Db, file: OpenFile, members: BundleMember[], now: number): void {
  const insert = db.$client.prepare(
    "insert into dataset_files (dataset_id, name, stored_name, offset, length, created_at) values (?, ?, ?, ?, ?, ?)",
  );
  const remove = db.$client.prepare("delete from dataset_files where id = ?");
  db.$client
    .transaction(() => {
      // Gone already when its dataset was deleted meanwhile.
      if (remove.run(file.id).changes === 0) return;
      for (const one of members) insert.run(file.datasetId, one.name, file.storedName, one.offset, one.length, now);
    })
    .immediate();
}

function failRow(db: Db, file: OpenFile, now: number): void {
  db.$client
    .transaction(() => {
      const { changes } = db.$client
        .prepare(
          `update dataset_files set state = 'failed', problem_count = 1, entries_read = 1, bytes_read = length,
             finished_at = ? where id = ?`,
        )
        .run(now, file.id);
      if (changes === 0) return;
      db.$client
        .prepare(
          `insert into import_problems (dataset_id, file_id, position, place, code, message, raw)
           values (?, ?, 0, 'the file', 'bundle', ?, '')`,
        )
        .run(file.datasetId, file.id, DAMAGED);
    })
    .immediate();
}
