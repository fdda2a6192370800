import { join } from "node:path";
import { openStoredBytes } from "#lib/datasets/stored-bytes";
import { createTurns } from "#lib/datasets/turns";
import type { OpenFile, Slice, SliceEntry } from "#lib/datasets/write-slice";
import type { Entry } from "#lib/emails/email";
import { marksOf } from "#lib/emails/marks";
import { createProblem, problemEntry } from "#lib/emails/problem";
import type { Source } from "#lib/emails/random";
import { sniff } from "#lib/emails/sniff";
import type { Columns, ReadOptions, Table } from "#lib/emails/table";
import { log } from "#lib/log";

/** How a file becomes entries: `readEmails` of lib/emails/read. */
export type ReadEmails = (source: Source, filename: string, options?: ReadOptions) => AsyncIterable<Entry>;

/** What people chose for the columns of tables, by the mark of their headers. */
export type ChosenColumns = Record<string, Columns>;

/** What a reading goes by; a file for which `isStopped` is left alone. */
export type Going = { uploads: string; isStopped: (file: OpenFile) => boolean; chosen: ChosenColumns };

/** The same with the reader itself. `begins` is told of each file's turn. */
export type Reading = Going & { read: ReadEmails; begins?: (file: OpenFile) => void };

/** Reads files into groups of slices; `close` ends what it holds open. */
export type SliceReader = { read: (files: OpenFile[], going: Going) => AsyncGenerator<Slice[]>; close: () => void };

/** Slices are handed on when they hold this many entries or characters: well under 50 ms of writing. */
const GROUP_ENTRIES = 1000;
const GROUP_SIZE = 500_000;
/** What an entry costs beside its text, so that thousands of empty ones count too. */
const ENTRY_SIZE = 250;

/**
 * Reads files one after another and hands on what they hold in groups of slices, of one large file or of many small
 * ones. Entries that are stored already (`entriesRead`) are passed over. Knows no database.
 */
export async function* readSlices(files: OpenFile[], reading: Reading): AsyncGenerator<Slice[]> {
  const turn = createTurns();
  let group = createGroup();
  for (const file of files) {
    if (reading.isStopped(file)) continue;
    reading.begins?.(file);
    for await (const take of readFile(file, reading)) {
      take(group);
      await turn();
      if (!group.isFull()) continue;
      yield group.slices;
      group = createGroup();
      if (reading.isStopped(file)) break;
    }
  }
  if (group.slices.length > 0) yield group.slices;
}

type Group = ReturnType<typeof createGroup>;

async function* readFile(file: OpenFile, { uploads, read, chosen }: Reading): AsyncGenerator<(group: Group) => void> {
  const bytes = openStoredBytes(join(uploads, file.storedName), file.offset, file.length);
  const tables: Table[] = [];
  const options: ReadOptions = {
    chosen: (headersId) => chosen[headersId] ?? null,
    onTable: (table) => tables.push(table),
  };
  for await (const entry of withCrashes(read(bytes.read(), file.name, options), file)) {
    for (const table of tables.splice(0)) yield (group) => group.addTable(file, table);
    if (entry.position >= file.entriesRead) yield (group) => group.add(file, entry, bytes.bytesRead());
  }
  const sha256 = await bytes.finish().catch(() => "");
  const sniffed = sniff(bytes.head(), file.name);
  yield (group) => group.end(file, { sha256, kind: "kind" in sniffed ? sniffed.kind : null });
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
    yield breakdown(Math.max(position, file.entriesRead));
  }
}

/** The problem that ends a file whose reader broke down. */
export function breakdown(position: number): Extract<Entry, { kind: "problem" }> {
  const message = "Something went wrong while this file was read. What came before it is kept. Drop the file again.";
  return problemEntry(position, createProblem("the file", "unreadable", message));
}

/** Worked out where files are read, since storing has less time to spare. */
function withMarks(entry: Entry): SliceEntry {
  return entry.kind === "email" ? { ...entry, marks: marksOf(entry.email) } : entry;
}

function createGroup() {
  const slices: Slice[] = [];
  let count = 0;
  let size = 0;

  function sliceOf(file: OpenFile): Slice {
    const last = slices.at(-1);
    if (last?.file.id === file.id) return last;
    // A copy: the file's own place moves on while the slice waits to be stored.
    const slice: Slice = { file: { ...file }, tables: [], entries: [], bytesRead: 0, end: null };
    slices.push(slice);
    return slice;
  }

  return {
    add(file: OpenFile, entry: Entry, bytesRead: number): void {
      const slice = sliceOf(file);
      slice.entries.push(withMarks(entry));
      slice.bytesRead = bytesRead;
      file.entriesRead = entry.position + 1;
      count += 1;
      size += ENTRY_SIZE + (entry.kind === "email" ? entry.email.text.length : entry.problem.raw.length);
    },
    addTable(file: OpenFile, table: Table): void {
      const slice = sliceOf(file);
      slice.tables.push(table);
    },
    end(file: OpenFile, end: NonNullable<Slice["end"]>): void {
      const slice = sliceOf(file);
      slice.bytesRead = file.length;
      slice.end = end;
      size += ENTRY_SIZE;
    },
    isFull: () => count >= GROUP_ENTRIES || size >= GROUP_SIZE,
    slices,
  };
}
