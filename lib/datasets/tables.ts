import type { Db } from "#db/client";
import type { SampleEmail, TableView } from "#lib/datasets/view";
import { type DateOrder, findDateOrder } from "#lib/emails/date-order";
import type { Field } from "#lib/emails/fields";
import { type Columns, emailOfRow } from "#lib/emails/table";
import { AppError } from "#lib/errors";

/** Sets of columns shown of one dataset. */
const SETS_SHOWN = 20;
/** Characters of a sample email's text. */
const SAMPLE_TEXT = 600;

type Stored = Omit<
  TableView,
  "columns" | "rows" | "fields" | "guess" | "isSure" | "isChosen" | "isRemembered" | "isReading"
> & {
  columns: string;
  rows: string;
  fields: string;
  guess: string;
  isSure: 0 | 1;
  isChosen: 0 | 1;
  isRemembered: 0 | 1;
  isReading: 0 | 1;
};

/** The tables of a dataset, one for each set of column names, those that need a look first. */
export function listTables(db: Db, datasetId: number): TableView[] {
  const rows = db.$client
    .prepare(
      `select t.headers_id as headersId, t.columns, t.rows, t.fields, t.guess, t.is_sure as isSure,
         t.is_chosen as isChosen, f.name as fileName, s.fileCount, s.isReading, coalesce(m.revision, 0) as revision,
         t.is_chosen and m.chosen_at < f.created_at as isRemembered
       from (select max(t.id) as id, count(*) as fileCount, max(f.state in ('waiting', 'importing')) as isReading
             from file_tables t join dataset_files f on f.id = t.file_id
             where t.dataset_id = ? group by t.headers_id) s
         join file_tables t on t.id = s.id join dataset_files f on f.id = t.file_id
         left join column_matches m on m.headers_id = t.headers_id
       order by max(t.is_sure, t.is_chosen), t.id limit ${SETS_SHOWN}`,
    )
    .all(datasetId) as Stored[];
  return rows.map((row) => ({
    ...row,
    columns: JSON.parse(row.columns) as string[],
    rows: JSON.parse(row.rows) as string[][],
    fields: JSON.parse(row.fields) as Columns,
    guess: JSON.parse(row.guess) as Columns,
    isSure: row.isSure === 1,
    isChosen: row.isChosen === 1,
    isRemembered: row.isRemembered === 1,
    isReading: row.isReading === 1,
  }));
}

type StoredTable = { columns: string; rows: string; fields: string; dates: DateOrder };

/**
 * What the sample rows of a table would become, by the code that reads the file; null for a row without subject and
 * body. `meanings` holds one field for each column, "" for an extra. Throws AppError "not-found".
 */
export function previewTable(
  db: Db,
  { datasetId, headersId, meanings }: { datasetId: number; headersId: string; meanings: (Field | "")[] },
): (SampleEmail | null)[] {
  const stored = db.$client
    .prepare(
      `select columns, rows, fields, dates from file_tables where dataset_id = ? and headers_id = ?
       order by id desc limit 1`,
    )
    .get(datasetId, headersId) as StoredTable | undefined;
  if (!stored) throw new AppError("not-found", "This dataset has no table with these columns any more.");
  const columns = JSON.parse(stored.columns) as string[];
  const rows = JSON.parse(stored.rows) as string[][];
  const fields: Columns = {};
  for (const [at, column] of columns.entries()) if (meanings[at]) fields[column] = meanings[at];
  const table = { columns, fields, dates: datesOf(stored, columns, rows, fields) };
  return rows.map((cells) => {
    const email = emailOfRow(table, cells);
    if (!email) return null;
    const { fromText, date, subject } = email;
    const to = email.to.map(({ name, address }) => name || address).join(", ");
    return {
      fromText,
      to,
      date,
      subject,
      text: email.text.slice(0, SAMPLE_TEXT),
      extras: Object.keys(email.extra).length,
    };
  });
}

/** The order found in hundreds of rows holds for its own column; another one has only these rows to tell. */
function datesOf(stored: StoredTable, columns: string[], rows: string[][], fields: Columns): DateOrder {
  const at = columns.findIndex((column) => fields[column] === "date");
  const before = JSON.parse(stored.fields) as Columns;
  if (at < 0 || before[columns[at] ?? ""] === "date") return stored.dates;
  return findDateOrder(
    rows.map((row) => row[at] ?? ""),
    columns,
  );
}
