import type { Db } from "#db/client";
import { customIdOf, type LineEmail } from "#lib/batches/jsonl";
import { SLICE_EMAILS } from "#lib/batches/limits";

/** Answers the next emails in order, [] at the end. Each call is one short read. */
export type EmailSource = () => LineEmail[];

type Row = {
  id: number;
  customId?: string;
  fromText: string;
  to: string;
  date: number | null;
  subject: string;
  text: string;
};

type Size = { id: number; bytes: number };

/** Emails can be tens of megabytes: a slice ends before it holds more than this, unless it is a single one. */
const SLICE_BYTES = 8 * 1024 * 1024;

const COLUMNS = `e.id, e.from_text as fromText, e."to", e.date, e.subject, e.text`;

/** The emails a draft would send now, with the custom ids they would get. */
export function draftEmails(db: Db, draft: { id: number; datasetId: number }, slice = SLICE_EMAILS): EmailSource {
  const sizes = db.$client.prepare(
    "select id, bytes from emails where dataset_id = ? and left_out = 0 and id > ? order by id limit ?",
  );
  const read = db.$client.prepare(
    `select ${COLUMNS} from emails e where dataset_id = ? and left_out = 0 and id > ? and id <= ? order by id`,
  );
  let after = 0;
  let n = 0;
  return () => {
    const last = lastThatFits(sizes.all(draft.datasetId, after, slice) as Size[]);
    const rows = last === null ? [] : (read.all(draft.datasetId, after, last) as Row[]);
    after = last ?? after;
    return rows.map((row) => toLine(row, customIdOf(n++, draft.id)));
  };
}

/** Some of the emails a draft would send, by their 0-based place. */
export function draftEmailsAt(
  db: Db,
  draft: { id: number; datasetId: number },
  page: { offset: number; limit: number },
): LineEmail[] {
  const rows = db.$client
    .prepare(
      `select ${COLUMNS} from emails e where id in
         (select id from emails where dataset_id = ? and left_out = 0 order by id limit ? offset ?) order by id`,
    )
    .all(draft.datasetId, page.limit, page.offset) as Row[];
  return rows.map((row, i) => toLine(row, customIdOf(page.offset + i, draft.id)));
}

/** Emails by their ids, in order of the ids. They get no custom id: they stand in no file. */
export function emailsByIds(db: Db, ids: number[]): LineEmail[] {
  const rows = db.$client
    .prepare(`select ${COLUMNS} from emails e where id in (select value from json_each(?)) order by id`)
    .all(JSON.stringify(ids)) as Row[];
  return rows.map((row) => toLine(row, ""));
}

/**
 * The emails of a submitted part, in the order of its requests. A part's requests stand together, so they are read
 * by row id; the index by part would have to be sorted again for every slice.
 */
export function partEmails(db: Db, partId: number, slice = SLICE_EMAILS): EmailSource {
  const range = db.$client.prepare("select min(id) as first, max(id) as last from requests where part_id = ?");
  const { first, last } = range.get(partId) as { first: number | null; last: number | null };
  const sizes = db.$client.prepare(
    `select r.id, e.bytes from requests r not indexed cross join emails e on e.id = r.email_id
      where r.part_id = ? and r.id > ? and r.id <= ? order by r.id limit ?`,
  );
  const read = db.$client.prepare(
    `select ${COLUMNS}, r.custom_id as customId from requests r not indexed cross join emails e on e.id = r.email_id
      where r.part_id = ? and r.id > ? and r.id <= ? order by r.id`,
  );
  let after = (first ?? 0) - 1;
  return () => {
    const end = lastThatFits(sizes.all(partId, after, last ?? 0, slice) as Size[]);
    const rows = end === null ? [] : (read.all(partId, after, end) as Row[]);
    after = end ?? after;
    return rows.map((row) => toLine(row, row.customId ?? ""));
  };
}

/** The latest requests of a submitted batch, by their 0-based place, each with the part it stands in. */
export function batchEmailsAt(
  db: Db,
  batchId: number,
  page: { offset: number; limit: number },
): (LineEmail & { partId: number })[] {
  const rows = db.$client
    .prepare(
      `select ${COLUMNS}, r.custom_id as customId, r.part_id as partId from requests r join emails e on e.id = r.email_id
        where r.id in (select id from requests where batch_id = ? and is_latest = 1 order by id limit ? offset ?)
        order by r.id`,
    )
    .all(batchId, page.limit, page.offset) as (Row & { partId: number })[];
  return rows.map((row) => ({ ...toLine(row, row.customId ?? ""), partId: row.partId }));
}

function toLine(row: Row, customId: string): LineEmail {
  const { id, fromText, date, subject, text } = row;
  return { id, customId, fromText, to: JSON.parse(row.to) as LineEmail["to"], date, subject, text };
}

function lastThatFits(sizes: Size[]): number | null {
  let bytes = 0;
  let last: number | null = null;
  for (const size of sizes) {
    bytes += size.bytes;
    if (last !== null && bytes > SLICE_BYTES) break;
    last = size.id;
  }
  return last;
}
