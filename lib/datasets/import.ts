import { join } from "node:path";
import type { Db } from "#db/client";
import { expandBundle } from "#lib/datasets/expand-bundle";
import { openStoredBytes } from "#lib/datasets/stored-bytes";
import { createTurns } from "#lib/datasets/turns";
import { entriesRead, type OpenFile, prepareWrite, type Slice } from "#lib/datasets/write-slice";
import type { Entry } from "#lib/emails/email";
import { createProblem, problemEntry } from "#lib/emails/problem";
import { readEmails } from "#lib/emails/read";
import { sniff } from "#lib/emails/sniff";
import { log } from "#lib/log";
import { places } from "#lib/store";
import type { Step } from "#lib/worker/lane";

/** How a file becomes entries: `readEmails` of lib/emails/read. */
export type ReadEmails = (source: AsyncIterable<Uint8Array>, filename: string) => AsyncIterable<Entry>;

/** Files taken on in one step. Small ones share a transaction. */
const FILES_PER_STEP = 200;
/** A slice is stored when it holds this many entries or characters: well under 50 ms of writing. */
const SLICE_ENTRIES = 1000;
const SLICE_SIZE = 1_000_000;
/** What an entry costs beside its text, so that thousands of empty ones count too. */
const ENTRY_SIZE = 500;

const OPEN_FILES = `select f.id, f.dataset_id as datasetId, f.name, f.stored_name as storedName, f.offset, f.length,
    f.is_bundle as isBundle, f.entries_read as entriesRead
  from dataset_files f join datasets d on d.id = f.dataset_id
  where f.state in ('waiting', 'importing') and d.removed_at is null and d.purged_at is null
  order by f.id limit ${FILES_PER_STEP}`;

/**
 * Makes the step that reads waiting files, the oldest first, and stores what they hold. It may be killed at any point:
 * entries and progress are stored together, and the next run skips what is there.
 */
export function createImportStep(read: ReadEmails): Step {
  return async ({ db, env, now, signal }) => {
    const files = db.$client.prepare(OPEN_FILES).all() as OpenFile[];
    if (files.length === 0) return false;
    const uploads = places(env.dataDir).uploads;
    const pen = createPen(db, now);
    const tools = { read, pen, signal, turn: createTurns() };
    for (const file of files) {
      if (signal.aborted) break;
      if (file.isBundle) await expandBundle(db, uploads, file, now);
      else await importFile(file, join(uploads, file.storedName), tools);
    }
    await pen.flush();
    return true;
  };
}

/** The step of the worker's import lane. */
export const importStep: Step = createImportStep(readEmails);

type Tools = { read: ReadEmails; pen: Pen; signal: AbortSignal; turn: ReturnType<typeof createTurns> };

async function importFile(file: OpenFile, path: string, { read, pen, signal, turn }: Tools): Promise<void> {
  const bytes = openStoredBytes(path, file.offset, file.length);
  for await (const entry of withCrashes(read(bytes.read(), file.name), file)) {
    await turn();
    if (entry.position < file.entriesRead) continue;
    pen.add(file, entry, bytes.bytesRead());
    if (!pen.isFull()) continue;
    await pen.flush();
    if (signal.aborted || pen.isStopped(file)) return;
  }
  const sha256 = await bytes.finish().catch(() => "");
  const sniffed = sniff(bytes.head(), file.name);
  pen.end(file, { sha256, kind: "kind" in sniffed ? sniffed.kind : null });
  if (pen.isFull()) await pen.flush();
}

/** The entries of a file; a reader that breaks down ends it with a problem, so that no other file has to wait. */
async function* withCrashes(entries: AsyncIterable<Entry>, file: OpenFile): AsyncGenerator<Entry> {
  let position = 0;
  try {
    for await (const entry of entries) {
      position = entry.position + 1;
      yield entry;
    }
  } catch (error) {
    // The name of the error only: its message may quote the mail.
    log.error({ fileId: file.id, error: error instanceof Error ? error.name : "unknown" }, "reading a file broke down");
    const message = "Something went wrong while this file was read. What came before it is kept. Drop the file again.";
    yield problemEntry(Math.max(position, file.entriesRead), createProblem("the file", "unreadable", message));
  }
}

type Pen = ReturnType<typeof createPen>;

/** Gathers what was read, of one large file or of many small ones, and stores it slice by slice. */
function createPen(db: Db, now: () => number) {
  const write = prepareWrite(db, now);
  const stopped = new Set<number>();
  let slices: Slice[] = [];
  let count = 0;
  let size = 0;

  function sliceOf(file: OpenFile): Slice {
    const last = slices.at(-1);
    if (last?.file.id === file.id) return last;
    const slice: Slice = { file, entries: [], bytesRead: 0, end: null };
    slices.push(slice);
    return slice;
  }

  return {
    add(file: OpenFile, entry: Entry, bytesRead: number): void {
      const slice = sliceOf(file);
      slice.entries.push(entry);
      slice.bytesRead = bytesRead;
      count += 1;
      size += ENTRY_SIZE + (entry.kind === "email" ? entry.email.text.length : entry.problem.raw.length);
    },
    end(file: OpenFile, end: { sha256: string; kind: string | null }): void {
      const slice = sliceOf(file);
      slice.bytesRead = file.length;
      slice.end = end;
      size += ENTRY_SIZE;
    },
    isFull: () => count >= SLICE_ENTRIES || size >= SLICE_SIZE,
    isStopped: (file: OpenFile) => stopped.has(file.id),
    /** Stores what was gathered, then lets others have the loop. */
    async flush(): Promise<void> {
      if (slices.length === 0) return;
      for (const id of write(slices)) stopped.add(id);
      for (const slice of slices) slice.file.entriesRead = entriesRead(slice.file, slice.entries);
      slices = [];
      count = 0;
      size = 0;
      await new Promise<void>((resolve) => setImmediate(resolve));
    },
  };
}
