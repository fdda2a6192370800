import type { Db } from "#db/client";
import { prepareDuplicates } from "#lib/datasets/duplicates";
import { prepareReplace } from "#lib/datasets/replace";
import { prepareSaveTable } from "#lib/datasets/save-table";
import { prepareThreads } from "#lib/datasets/threads";
import type { Email, Entry } from "#lib/emails/email";
import type { Marks } from "#lib/emails/marks";
import type { Table } from "#lib/emails/table";

/** The row of a file whose turn has come. */
export type OpenFile = {
  id: number;
  datasetId: number;
  name: string;
  storedName: string;
  offset: number;
  length: number;
  isBundle: 0 | 1;
  entriesRead: number;
  reading: number;
};

/** What was read, ready to be stored. */
export type SliceEntry = (Extract<Entry, { kind: "email" }> & { marks: Marks }) | Extract<Entry, { kind: "problem" }>;

/** What was read of one file since its last slice. `end` closes the file. */
export type Slice = {
  file: OpenFile;
  /** Tables met on the way. */
  tables: Table[];
  entries: SliceEntry[];
  bytesRead: number;
  end: { sha256: string; kind: string | null } | null;
};

const INSERT_EMAIL = `insert into emails (dataset_id, file_id, position, message_id, in_reply_to, "references",
  from_text, from_name, from_address, "to", cc, date, subject, text, hidden_text, attachments, path, extra, bytes,
  content_key, is_short, subject_key, is_reply, thread_id, is_duplicate)
  values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`;

const SAVE_PROGRESS = `update dataset_files set bytes_read = @bytesRead, entries_read = @entriesRead,
  email_count = email_count + @emails, problem_count = problem_count + @problems,
  kind = @kind, sha256 = @sha256, finished_at = @finishedAt,
  state = case when @sha256 is null then 'importing'
    when email_count + @emails = 0 and problem_count + @problems > 0 then 'failed' else 'done' end
  where id = @id`;

/**
 * Prepares the function that stores slices: entries and progress of all of them in one transaction, so that a
 * restart finds both or neither. Of a file that is read again, each entry takes the place of the one before. Answers the
 * ids of files whose dataset was removed or that are to be read anew; nothing of theirs is stored.
 */
export function prepareWrite(db: Db, now: () => number): (slices: Slice[]) => Set<number> {
  const client = db.$client;
  const isInUse = client
    .prepare(
      `select 1 from dataset_files f join datasets d on d.id = f.dataset_id
       where f.id = ? and f.reading = ? and d.removed_at is null and d.purged_at is null`,
    )
    .pluck();
  const insertEmail = client.prepare(INSERT_EMAIL);
  const insertProblem = client.prepare(
    "insert into import_problems (dataset_id, file_id, position, place, code, message, raw) values (?,?,?,?,?,?,?)",
  );
  const saveProgress = client.prepare(SAVE_PROGRESS);
  const threadOf = prepareThreads(db);
  const duplicates = prepareDuplicates(db);

  const replacing = prepareReplace(db);
  const saveTable = prepareSaveTable(db);

  function writeSlice({ file, entries, bytesRead, end }: Slice): void {
    let emails = 0;
    const gone = { emails: 0, problems: 0 };
    for (const entry of entries) {
      const old = file.reading > 1 ? replacing.remove(file.id, entry.position, gone) : undefined;
      if (entry.kind === "email") {
        emails += 1;
        const threadId = threadOf(file.datasetId, entry.email, entry.marks);
        const isDuplicate = duplicates.meet(file, entry.position, entry.marks.contentKey);
        const { lastInsertRowid } = insertEmail.run(
          ...emailValues(file, entry.position, entry.email, entry.bytes),
          ...markValues(entry.marks, threadId, isDuplicate),
        );
        if (old) replacing.keep(old, lastInsertRowid);
      } else {
        const { place, code, message, raw } = entry.problem;
        insertProblem.run(file.datasetId, file.id, entry.position, place, code, message, raw);
      }
    }
    if (end && file.reading > 1) replacing.removeRest(file.id, entriesRead(file, entries), gone);
    saveProgress.run({
      id: file.id,
      bytesRead,
      entriesRead: entriesRead(file, entries),
      emails: emails - gone.emails,
      problems: entries.length - emails - gone.problems,
      kind: end?.kind ?? null,
      sha256: end?.sha256 ?? null,
      finishedAt: end ? now() : null,
    });
  }

  return client.transaction((slices: Slice[]) => {
    const stopped = new Set<number>();
    for (const slice of slices) {
      const { file, tables } = slice;
      if (isInUse.get(file.id, file.reading) && tables.every((table) => saveTable(file, table))) writeSlice(slice);
      else stopped.add(file.id);
    }
    return stopped;
  }).immediate;
}

/** How many entries of the file are stored once `entries` are. */
export function entriesRead(file: OpenFile, entries: SliceEntry[]): number {
  const last = entries.at(-1);
  return last ? last.position + 1 : file.entriesRead;
}

function emailValues(file: OpenFile, position: number, email: Email, bytes: number): (string | number | null)[] {
  const sender = email.from[0];
  return [
    file.datasetId,
    file.id,
    position,
    email.messageId,
    email.inReplyTo,
    list(email.references),
    email.fromText,
    sender?.name ?? "",
    sender?.address ?? "",
    list(email.to),
    list(email.cc),
    email.date,
    email.subject,
    email.text,
    email.hiddenText,
    list(email.attachments),
    [email.path, email.folder].filter((part) => part !== "").join("/"),
    JSON.stringify(email.extra),
    bytes,
  ];
}

function markValues(marks: Marks, threadId: string | null, isDuplicate: boolean): (string | number | null)[] {
  const { contentKey, isShort, subjectKey, isReply } = marks;
  return [contentKey, isShort ? 1 : 0, subjectKey, isReply ? 1 : 0, threadId, isDuplicate ? 1 : 0];
}

/** JSON of a list; most are empty, and for those nothing needs to be built. */
function list(values: unknown[]): string {
  return values.length === 0 ? "[]" : JSON.stringify(values);
}
