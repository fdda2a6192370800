import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";
import { chosenColumns } from "#lib/datasets/chosen-columns";
import { expandBundle } from "#lib/datasets/expand-bundle";
import { createReadThread } from "#lib/datasets/read-thread";
import { type ReadEmails, readSlices, type SliceReader } from "#lib/datasets/slices";
import { type OpenFile, prepareWrite } from "#lib/datasets/write-slice";
import { places } from "#lib/store";
import type { Step } from "#lib/worker/lane";

/** Files taken on in one step. Small ones share a transaction. */
const FILES_PER_STEP = 200;

const OPEN_FILES = `select f.id, f.dataset_id as datasetId, f.name, f.stored_name as storedName, f.offset, f.length,
    f.is_bundle as isBundle, f.entries_read as entriesRead, f.reading
  from dataset_files f join datasets d on d.id = f.dataset_id
  where f.state in ('waiting', 'importing') and d.removed_at is null and d.purged_at is null
  order by f.id limit ${FILES_PER_STEP}`;

/**
 * Makes the step that reads waiting files, the oldest first, and stores what they hold. It may be killed at any point:
 * entries and progress are stored together, and the next run skips what is there.
 */
export function createImportStep(reader: SliceReader): Step {
  return async ({ db, env, now, signal }) => {
    const files = openFiles(db);
    if (files.length === 0) reader.close();
    if (files.length === 0) return false;
    const uploads = places(env.dataDir).uploads;
    for (const bundle of files.filter((file) => file.isBundle)) await expandBundle(db, uploads, bundle, now);
    const write = prepareWrite(db, now);
    const stopped = new Set<number>();
    const isStopped = (file: OpenFile) => signal.aborted || stopped.has(file.id);
    for await (const slices of reader.read(
      files.filter((file) => !file.isBundle),
      { uploads, isStopped, chosen: chosenColumns(db) },
    )) {
      for (const id of write(slices)) stopped.add(id);
      if (signal.aborted) break;
      await turn();
    }
    return true;
  };
}

/** The step of the worker's import lane: files are read on a thread of their own, and stored on this one. */
export const importStep: Step = createImportStep(createReadThread());

/** Reads on this thread, for tests that have a reader of their own. */
export function readHere(read: ReadEmails): SliceReader {
  return { read: (files, going) => readSlices(files, { ...going, read }), close: () => {} };
}

function openFiles(db: Db): OpenFile[] {
  return db.$client.prepare(OPEN_FILES).all() as OpenFile[];
}
