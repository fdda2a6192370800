import type { Db } from "#db/client";
import { prepareReread } from "#lib/datasets/reread";
import type { OpenFile } from "#lib/datasets/write-slice";
import type { Table } from "#lib/emails/table";

/** Tables kept of one file: an archive may hold thousands that are all different. */
const TABLES_PER_FILE = 50;

const SAVE = `insert into file_tables
    (dataset_id, file_id, headers_id, columns, fields, guess, is_sure, is_chosen, dates, rows)
  values (?,?,?,?,?,?,?,?,?,?)
  on conflict (file_id, headers_id) do update set fields = excluded.fields, guess = excluded.guess,
    is_sure = excluded.is_sure, is_chosen = excluded.is_chosen, dates = excluded.dates, rows = excluded.rows`;

/**
 * Prepares the function that stores how a table of a file was read. When another choice was made for its columns since
 * the reading began, the file is put back to be read again instead: then the answer is false.
 */
export function prepareSaveTable(db: Db): (file: OpenFile, table: Table) => boolean {
  const save = db.$client.prepare(SAVE);
  const chosenFor = db.$client.prepare("select fields from column_matches where headers_id = ?").pluck();
  const count = db.$client.prepare("select count(*) from file_tables where file_id = ? and headers_id <> ?").pluck();
  const reread = prepareReread(db);
  return (file, table) => {
    const chosen = (chosenFor.get(table.headersId) as string | null | undefined) ?? null;
    if (chosen !== (table.isChosen ? JSON.stringify(table.fields) : null)) {
      reread([file.id]);
      return false;
    }
    if ((count.get(file.id, table.headersId) as number) >= TABLES_PER_FILE) return true;
    const lists = [table.columns, table.fields, table.guess].map((value) => JSON.stringify(value));
    const flags = [table.isSure ? 1 : 0, table.isChosen ? 1 : 0];
    save.run(file.datasetId, file.id, table.headersId, ...lists, ...flags, table.dates, JSON.stringify(table.rows));
    return true;
  };
}
