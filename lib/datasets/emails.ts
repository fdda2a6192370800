import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasetFiles, datasets, emails } from "#db/schema";
import { likePatterns, MATCHES } from "#lib/datasets/match";
import type { EmailPage, EmailRow, EmailView } from "#lib/datasets/view";
import { AppError } from "#lib/errors";

/** Most emails on one page. */
export const PAGE_LIMIT = 500;

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
export function listEmails(db: Db, datasetId: number, query: EmailListQuery): EmailPage {
  const limit = Math.min(Math.max(1, query.limit), PAGE_LIMIT);
  const after = readMark(query.after);
  const flags = query.leftOut === undefined ? [0, 1] : [query.leftOut ? 1 : 0];
  // One seek into the index (dataset, left_out, id) per flag: reads no row of another dataset and sorts nothing large.
  const rows = flags
    .flatMap((leftOut) => readRange(db, { datasetId, leftOut, after, q: query.q, limit: limit + 1 }))
    .sort((one, other) => one.id - other.id);
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

type Range = { datasetId: number; leftOut: number; after: number; q: string | undefined; limit: number };

function readRange(db: Db, range: Range): StoredRow[] {
  const values: (number | string)[] = [range.datasetId, range.leftOut, range.after];
  if (range.q) values.push(likePatterns(range.q));
  return db.$client
    .prepare(
      `select id, case when from_name <> '' then from_name when from_address <> '' then from_address else from_text end
         as sender, subject, date, bytes, left_out as leftOut
       from emails indexed by emails_dataset
       where dataset_id = ? and left_out = ? and id > ? ${range.q ? `and ${MATCHES}` : ""}
       order by id limit ?`,
    )
    .all(...values, range.limit) as StoredRow[];
}

function readMark(after: string | undefined): number {
  if (after === undefined || after === "") return 0;
  if (!/^\d{1,15}$/.test(after)) throw new AppError("invalid", "This page of emails does not exist.");
  return Number(after);
}
