import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { correctFilter } from "#lib/summaries/correct";
import { REVIEW_SELECT, type ReviewCells } from "#lib/summaries/export-review";
import { selectIds } from "#lib/summaries/query";
import type { Outcome, SummaryFilter, SummarySort } from "#lib/summaries/view";

/** One email of an export. `date` is in milliseconds; `to` is written as in a mail header. */
export type ExportRow = ReviewCells & {
  from: string;
  to: string;
  date: number | null;
  subject: string;
  summary: string;
  outcome: Outcome;
  reason: string | null;
  dataset: string;
  batch: string;
  model: string;
};

/** How long the event loop is held at a time. */
const SLICE_MS = 10;
const ROWS_AT_ONCE = 500;
/** A reader that takes nothing for so long is gone: a snapshot held for ever lets the write-ahead log grow for ever. */
const STALL_MS = 120_000;

const ROW = `select e.from_text as "from", e."to", nullif(s.date, 0) as date, s.subject, s.text as summary, s.outcome,
    s.reason, d.name as dataset, b.name as batch, s.model, ${REVIEW_SELECT}
  from summaries s join emails e on e.id = s.email_id join datasets d on d.id = s.dataset_id
  join batches b on b.id = s.batch_id where s.id = ?`;

/**
 * Reads everything under a filter in slices, all from one moment: the connection is its own and holds one read
 * transaction, whatever is stored meanwhile. It is closed at the end, on an error, and when the reader stops.
 * Throws when the reader takes nothing for two minutes.
 */
export async function* readExport(
  file: string,
  filter: SummaryFilter,
  sort: SummarySort,
  stallMs = STALL_MS,
): AsyncGenerator<ExportRow[]> {
  const client = new Database(file, { readonly: true, fileMustExist: true });
  let ids: IterableIterator<{ id: number }> | null = null;
  const close = () => {
    ids?.return?.();
    if (client.open) client.close();
  };
  try {
    client.exec("begin");
    const { text, values } = selectIds(correctFilter(client, filter).filter, sort, null, null);
    const row = client.prepare(ROW);
    ids = client.prepare(text).iterate(...values) as IterableIterator<{ id: number }>;
    for (let rows = readSlice(ids, row); rows; rows = readSlice(ids, row)) {
      const timer = setTimeout(close, stallMs);
      yield rows;
      clearTimeout(timer);
      await setImmediate();
      if (!client.open) throw new Error("The download was given up: nothing was read for too long.");
    }
  } finally {
    close();
  }
}

function readSlice(ids: Iterator<{ id: number }>, statement: Database.Statement): ExportRow[] | null {
  const until = performance.now() + SLICE_MS;
  const rows: ExportRow[] = [];
  while (rows.length < ROWS_AT_ONCE && performance.now() < until) {
    const next = ids.next();
    if (next.done) return rows.length > 0 ? rows : null;
    const stored = statement.get(next.value.id) as ExportRow | undefined;
    if (stored) rows.push({ ...stored, to: formatAddresses(stored.to) });
  }
  return rows;
}

function formatAddresses(json: string): string {
  const list = JSON.parse(json) as { name: string; address: string }[];
  return list.map(({ name, address }) => (name && address ? `${name} <${address}>` : name || address)).join(", ");
}
