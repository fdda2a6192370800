import { readdir, rm, stat } from "node:fs/promises";
import type { Db } from "#db/client";
import { uploadFiles } from "#lib/datasets/upload-files";
import { places } from "#lib/store";
import type { Step } from "#lib/worker/lane";

/** An upload that was not finished may be resumed this long after its last byte. */
const RESUMABLE_MS = 7 * 24 * 3_600_000;
const PAUSE_MS = 3_600_000;

/** Deletes uploads that were never finished and belong to no dataset, once nobody will resume them. Looks every hour. */
export const sweepUploadsStep: Step = async ({ db, env, now }) => {
  const { uploads } = places(env.dataDir);
  const names = new Set((await readdir(uploads)).map((name) => name.replace(/\.json$/, "")));
  const known = knownNames(db);
  for (const name of names) {
    if (known.has(name)) continue;
    const lastByte = await newest(uploadFiles(uploads, name));
    if (now() - lastByte < RESUMABLE_MS) continue;
    for (const path of uploadFiles(uploads, name)) await rm(path, { force: true });
  }
  return PAUSE_MS;
};

function knownNames(db: Db): Set<string> {
  return new Set(db.$client.prepare("select distinct stored_name from dataset_files").pluck().all() as string[]);
}

async function newest(paths: string[]): Promise<number> {
  const times = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return Math.max(...times);
}
