import type { Db } from "#db/client";
import { matches } from "#lib/datasets/match";
import { type Part, type Range, rangesOf } from "#lib/datasets/ranges";
import type { EmailPage, EmailRow } from "#lib/datasets/view";
import { windowsOf } from "#lib/datasets/windows";
import { AppError } from "#lib/errors";

/** Most emails on one page. */
export const PAGE_LIMIT = 500;
/** Emails looked through at a time for a text: about 15 ms. */
const WINDOW = 10_000;

/** Which emails to list. `after` is the `next` of the page before, `q` a text that the subject or sender contains. */
export type EmailListQuery = Part & { after?: string | undefined; limit: number; q?: string | undefined };

type Flags = "leftOut" | "isDuplicate" | "isShort" | "isHiding";
export type StoredRow = Omit<EmailRow, Flags> & Record<Flags, 0 | 1>;

/** One page of a dataset's emails in the order of their files. Throws AppError "invalid" when `after` is no page mark. */
export async function listEmails(db: Db, datasetId: number, query: EmailListQuery): Promise<EmailPage> {
  const limit = Math.min(Math.max(1, query.limit), PAGE_LIMIT);
  const page = { q: query.q ?? "", after: readMark(query.after), limit: limit + 1 };
  // One seek into an index per range: reads no row of another dataset and sorts nothing large.
  const found = await Promise.all(rangesOf(db, datasetId, query).map((range) => readRange(db, range, page)));
  const rows = found.flat().sort((one, other) => one.id - other.id);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRow),
    next: last && rows.length > limit ? String(last.id) : null,
  };
}

/** So many emails of one conversation are counted. */
const MOST_COUNTED = 100;

/** The columns of a row in a list; `e` is its email. */
export const ROW_COLUMNS = `e.id, e.subject, e.date, e.bytes, e.left_out as leftOut, e.is_duplicate as isDuplicate,
    e.is_short as isShort, e.hidden_text <> '' as isHiding,
    case when e.from_name <> '' then e.from_name when e.from_address <> '' then e.from_address else e.from_text end
      as sender,
    case when e.thread_id is null then 1 else (select count(*) from (select 1 from emails t
      where t.dataset_id = e.dataset_id and t.thread_id = e.thread_id and t.is_duplicate = 0 limit ${MOST_COUNTED}))
      end as threadCount`;

async function readRange(
  db: Db,
  range: Range,
  { q, after: from, limit }: { q: string; after: number; limit: number },
): Promise<StoredRow[]> {
  const { sql, values } = q === "" ? { sql: "1", values: [] } : matches(q);
  // Which rows first, then what they hold: a page opens only the emails that it shows.
  const select = db.$client.prepare(
    `select ${ROW_COLUMNS} from emails e where e.id in
       (select id ${range.sql} and id > ? and id <= ? and ${sql} order by id limit ?) order by e.id`,
  );
  const rows: StoredRow[] = [];
  for await (const { after, upTo } of windowsOf(db, range, from, q === "" ? limit : WINDOW)) {
    const missing = limit - rows.length;
    rows.push(...(select.all(...range.values, after, upTo, ...values, missing) as StoredRow[]));
    if (rows.length >= limit) break;
  }
  return rows;
}

/** A row as it is stored, as screens see it. */
export function toRow(row: StoredRow): EmailRow {
  const { leftOut, isDuplicate, isShort, isHiding, ...rest } = row;
  return {
    ...rest,
    leftOut: leftOut === 1,
    isDuplicate: isDuplicate === 1,
    isShort: isShort === 1,
    isHiding: isHiding === 1,
  };
}

function readMark(after: string | undefined): number {
  if (after === undefined || after === "") return 0;
  if (!/^\d{1,15}$/.test(after)) throw new AppError("invalid", "This page of emails does not exist.");
  return Number(after);
}
