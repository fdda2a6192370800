import type { Db } from "#db/client";
import { assertTakesFiles } from "#lib/datasets/add-file";
import { cleanName } from "#lib/datasets/create";
import { prepareReread } from "#lib/datasets/reread";
import type { Columns } from "#lib/emails/table";
import { AppError } from "#lib/errors";

/** `fields` null goes back to the guess; `revision` is that of the choice the person saw, 0 for none. */
type Wish = { datasetId: number; headersId: string; fields: Columns | null; revision: number };

/** Another `datasetId` than the one asked about when the files are read into a new one. */
type Matched = { datasetId: number; filesRead: number };

/**
 * Remembers what the columns of these headers mean, for every file that has them from now on, and has those files of the
 * dataset that were read otherwise read again: in place, or, once something of it was submitted, into a new dataset from
 * the same uploads. Answers the dataset to look at and how many files are read again. Throws AppError "not-found", "conflict" (someone else chose meanwhile) or "invalid".
 */
export function matchColumns(db: Db, wish: Wish, who: string, now = Date.now()): Matched {
  return db.$client
    .transaction(() => {
      assertTakesFiles(db, wish.datasetId);
      const files = filesWith(db, wish);
      if (wish.fields) assertMakesEmails(db, wish, wish.fields);
      remember(db, wish, who, now);
      const others = files.filter((file) => !isReadSo(file, wish.fields)).map(({ fileId }) => fileId);
      markChosen(db, wish);
      if (others.length === 0) return { datasetId: wish.datasetId, filesRead: 0 };
      if (isSubmitted(db, wish.datasetId)) {
        return { datasetId: copyFiles(db, wish.datasetId, others, who, now), filesRead: others.length };
      }
      prepareReread(db)(others);
      return { datasetId: wish.datasetId, filesRead: others.length };
    })
    .immediate();
}

type FileTable = { fileId: number; fields: string; guess: string };

function filesWith(db: Db, { datasetId, headersId }: Wish): FileTable[] {
  const files = db.$client
    .prepare(
      `select file_id as fileId, fields, guess from file_tables where dataset_id = ? and headers_id = ? order by file_id`,
    )
    .all(datasetId, headersId) as FileTable[];
  if (files.length === 0) throw new AppError("not-found", "This dataset has no table with these columns any more.");
  return files;
}

function isReadSo({ fields, guess }: FileTable, wanted: Columns | null): boolean {
  const sorted = (columns: Columns) => JSON.stringify(Object.entries(columns).sort());
  return sorted(JSON.parse(fields) as Columns) === sorted(wanted ?? (JSON.parse(guess) as Columns));
}

/** Files that are read so already only learn that it was a person who said so. */
function markChosen(db: Db, { datasetId, headersId, fields }: Wish): void {
  db.$client
    .prepare("update file_tables set is_chosen = ? where dataset_id = ? and headers_id = ?")
    .run(fields ? 1 : 0, datasetId, headersId);
}

function assertMakesEmails(db: Db, { datasetId, headersId }: Wish, fields: Columns): void {
  const columns = db.$client
    .prepare("select columns from file_tables where dataset_id = ? and headers_id = ? limit 1")
    .pluck()
    .get(datasetId, headersId) as string;
  const names = new Set(JSON.parse(columns) as string[]);
  const found = Object.values(fields);
  if (Object.keys(fields).some((name) => !names.has(name)))
    throw new AppError("invalid", "One of these columns does not exist in the table.");
  if (new Set(found).size < found.length)
    throw new AppError("invalid", "Two columns cannot mean the same. Keep one of them as extra.");
  if (!found.some((field) => ["subject", "text", "html", "whole"].includes(field)))
    throw new AppError("invalid", "Say which column is the subject or the body: without either there is no email.");
}

function remember(db: Db, { headersId, fields, revision }: Wish, who: string, now: number): void {
  const known = db.$client.prepare("select revision from column_matches where headers_id = ?").pluck().get(headersId);
  if ((known ?? 0) !== revision)
    throw new AppError("conflict", "Someone else matched these columns in the meantime. Look at them again.");
  db.$client
    .prepare(
      `insert into column_matches (headers_id, fields, revision, chosen_at, chosen_by) values (?, ?, ?, ?, ?)
       on conflict (headers_id) do update set fields = excluded.fields, revision = excluded.revision,
         chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by`,
    )
    .run(headersId, fields ? JSON.stringify(fields) : null, revision + 1, now, who);
}

function isSubmitted(db: Db, datasetId: number): boolean {
  return (
    db.$client.prepare("select 1 from batches where dataset_id = ? and state = 'submitted' limit 1").get(datasetId) !==
    undefined
  );
}

function copyFiles(db: Db, datasetId: number, fileIds: number[], who: string, now: number): number {
  const name = db.$client.prepare("select name from datasets where id = ?").pluck().get(datasetId) as string;
  const copy = db.$client
    .prepare("insert into datasets (name, created_at, created_by) values (?, ?, ?) returning id")
    .pluck()
    .get(cleanName(`${name} (columns matched)`), now, who) as number;
  db.$client
    .prepare(
      `insert into dataset_files (dataset_id, name, stored_name, offset, length, created_at)
       select ?, name, stored_name, offset, length, ? from dataset_files
       where id in (select value from json_each(?)) order by id`,
    )
    .run(copy, now, JSON.stringify(fileIds));
  return copy;
}
