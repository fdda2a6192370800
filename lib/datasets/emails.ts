import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasetFiles, datasets, emails } from "#db/schema";
import { matches } from "#lib/datasets/match";
import type { EmailPage, EmailRow, EmailView } from "#lib/datasets/view";
import { windowsOf } from "#lib/datasets/windows";
import { AppError } from "#lib/errors";

/** Most emails on one page. */
export const PAGE_LIMIT = 500;
/** Emails looked through at a time for a text: about 15 ms. */
const WINDOW = 10_000;

/**
 * Which emails to list. `after` is the `next` of the page before, `q` a text that the subject or sender contains,
 * `leftOut` narrows to those left out (true) or taken in (false).
 */
export type EmailListQuery = {
  after?: string | undefined;
  limit: number;
  q?: string | undefined;
  leftOut?: boolean | undefined;
};

type StoredRow = Omit<EmailRow, "leftOut"> & { leftOut: 0 | 1 };

/** One page of a dataset's emails in the order of their files. Throws AppError "invalid" when `after` is no page mark. */
export async function listEmails(db: Db, datasetId: number, query: EmailListQuery): Promise<EmailPage> {
  const limit = Math.min(Math.max(1, query.limit), PAGE_LIMIT);
  const range = { datasetId, after: readMark(query.after), limit: limit + 1 };
  const flags = query.leftOut === undefined ? [false, true] : [query.leftOut];
  // One seek into the index (dataset, left_out, id) per flag: reads no row of another dataset and sorts nothing large.
  const found = await Promise.all(flags.map((leftOut) => readRange(db, { ...range, leftOut }, query.q ?? "")));
  const rows = found.flat().sort((one, other) => one.id - other.id);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => ({ ...row, leftOut: row.leftOut === 1 })),
    next: last && rows.length > limit ? String(last.id) : null,
  };
}

/** One email, whole. Throws AppError "not-found". */
export function getEmail(db: Db, id: number): EmailView {
  const row = db
    .select({
      id: emails.id,
      datasetId: emails.datasetId,
      fromText: emails.fromText,
      to: emails.to,
      cc: emails.cc,
      date: emails.date,
      subject: emails.subject,
      text: emails.text,
      attachments: emails.attachments,
      fileName: datasetFiles.name,
      position: emails.position,
      leftOut: emails.leftOut,
    })
    .from(emails)
    .innerJoin(datasetFiles, eq(datasetFiles.id, emails.fileId))
    .innerJoin(datasets, eq(datasets.id, emails.datasetId))
    .where(sql`${emails.id} = ${id} and ${datasets.purgedAt} is null`)
    .get();
  if (!row) throw new AppError("not-found", "This email does not exist any more.");
  return row;
}

type Range = { datasetId: number; leftOut: boolean; after: number; limit: number };

const SELECT_RANGE = `select id, subject, date, bytes, left_out as leftOut,
    case when from_name <> '' then from_name when from_address <> '' then from_address else from_text end as sender
  from emails indexed by emails_dataset where dataset_id = ? and left_out = ? and id > ? and id <= ?`;

async function readRange(db: Db, { limit, ...range }: Range, q: string): Promise<StoredRow[]> {
  const { sql, values } = q === "" ? { sql: "1", values: [] } : matches(q);
  const select = db.$client.prepare(`${SELECT_RANGE} and ${sql} order by id limit ?`);
  const flag = range.leftOut ? 1 : 0;
  const rows: StoredRow[] = [];
  for await (const { after, upTo } of windowsOf(db, range, q === "" ? limit : WINDOW)) {
    const missing = limit - rows.length;
    rows.push(...(select.all(range.datasetId, flag, after, upTo, ...values, missing) as StoredRow[]));
    if (rows.length >= limit) break;
  }
  return rows;
}

function readMark(after: string | undefined): number {
  if (after === undefined || after === "") return 0;
  if (!/^\d{1,15}$/.test(after)) throw new AppError("invalid", "This page of emails does not exist.");
  return Number(after);
}
