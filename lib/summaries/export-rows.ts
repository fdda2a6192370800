import { setImmediate } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Fields } from "#lib/prompts/form";
import { correctFilter } from "#lib/summaries/correct";
import type { FieldCells } from "#lib/summaries/export-fields";
import { REVIEW_SELECT, type ReviewCells } from "#lib/summaries/export-review";
import { selectIds, selectThese } from "#lib/summaries/query";
import type { Outcome, SummaryFilter, SummarySort } from "#lib/summaries/view";
import { shownTags } from "#lib/tags/group";

/** One email of an export. `date` is in milliseconds; `to` is written as in a mail header. */
export type ExportRow = ReviewCells &
  FieldCells & {
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
    /** Which of its action items were ticked off, by their places, and when (ms) and by whom. */
    ticks: { place: number; at: number; by: string }[];
  };

/** How long the event loop is held at a time. */
const SLICE_MS = 10;
const ROWS_AT_ONCE = 500;
/** A reader that takes nothing for so long is gone: a snapshot held for ever lets the write-ahead log grow for ever. */
const STALL_MS = 120_000;

const ROW = `select e.from_text as "from", e."to", nullif(s.date, 0) as date, s.subject, s.text as summary, s.outcome,
    s.reason, s.dataset_id as dataset, s.batch_id as batch, s.model, s.fields, ${REVIEW_SELECT}
  from summaries s join emails e on e.id = s.email_id where s.id = ?`;

/** `rows` reads everything in slices, each time anew; `close` ends all reading. */
export type ExportSource = { rows: () => AsyncGenerator<ExportRow[]>; close: () => void };

/** What is to be exported: everything under a filter or, where `rows` are named, just these summaries in their order. */
export type Exported = { filter: SummaryFilter; sort: SummarySort; rows?: number[] | undefined };

/**
 * What is asked for, all from one moment: the connection is its own and holds one read transaction from the
 * first row until it is closed, whatever is stored meanwhile and however often it is read. Its rows throw when the
 * reader takes nothing for two minutes.
 */
export function openExport(file: string, exported: Exported, stallMs = STALL_MS): ExportSource {
  let client: Database.Database | null = null;
  const open = () => {
    if (client) return client;
    client = new Database(file, { readonly: true, fileMustExist: true });
    client.exec("begin");
    return client;
  };
  const reading = new Set<IterableIterator<unknown>>();
  const close = () => {
    for (const ids of reading) ids.return?.();
    if (client?.open) client.close();
  };
  return { rows: () => readRows(open(), { ...exported, stallMs, reading, close }), close };
}

type Reading = Exported & {
  stallMs: number;
  reading: Set<IterableIterator<unknown>>;
  close: () => void;
};

async function* readRows(client: Database.Database, asked: Reading): AsyncGenerator<ExportRow[]> {
  const { filter, sort, rows: these, stallMs, reading, close } = asked;
  const { text, values } = these
    ? selectThese(these)
    : selectIds(correctFilter(client, filter).filter, sort, null, null);
  const row = rowReader(client);
  const ids = client.prepare(text).iterate(...values) as IterableIterator<{ id: number }>;
  reading.add(ids);
  try {
    for (let rows = readSlice(ids, row); rows; rows = readSlice(ids, row)) {
      const timer = setTimeout(close, stallMs);
      try {
        yield rows;
      } finally {
        clearTimeout(timer);
      }
      await setImmediate();
      if (!client.open) throw new Error("The download was given up: nothing was read for too long.");
    }
  } finally {
    ids.return?.();
    reading.delete(ids);
  }
}

type ReadRow = (id: number) => ExportRow | null;
type Stored = Omit<ExportRow, "tags" | "fields" | "ticks" | "dataset" | "batch"> & {
  dataset: number;
  batch: number;
  fields: string | null;
};

function rowReader(client: Database.Database): ReadRow {
  const row = client.prepare(ROW);
  const given = client
    .prepare("select tag_id from summary_tags where summary_id = ? and off_by is null order by tag_id")
    .pluck();
  const ticked = client.prepare(
    `select place, done_at as "at", done_by as "by" from action_items where summary_id = ? and done_at is not null`,
  );
  const shown = shownTags({ $client: client });
  // Read once: joined to every row, these two names would cost a quarter of the reading.
  const [datasets, batches] = [readNames(client, "datasets"), readNames(client, "batches")];
  return (id) => {
    const stored = row.get(id) as Stored | undefined;
    if (!stored) return null;
    const tags = new Set((given.all(id) as number[]).flatMap((tag) => shown.get(tag)?.name ?? []));
    const fields = stored.fields === null ? null : (JSON.parse(stored.fields) as Fields);
    const ticks = fields?.actions?.length ? (ticked.all(id) as ExportRow["ticks"]) : [];
    const dataset = datasets.get(stored.dataset) ?? "";
    const batch = batches.get(stored.batch) ?? "";
    return { ...stored, to: formatAddresses(stored.to), dataset, batch, tags: [...tags], fields, ticks };
  };
}

function readNames(client: Database.Database, table: "datasets" | "batches"): Map<number, string> {
  return new Map(client.prepare(`select id, name from ${table}`).raw().all() as [number, string][]);
}

function readSlice(ids: Iterator<{ id: number }>, readRow: ReadRow): ExportRow[] | null {
  const until = performance.now() + SLICE_MS;
  const rows: ExportRow[] = [];
  while (rows.length < ROWS_AT_ONCE && performance.now() < until) {
    const next = ids.next();
    if (next.done) return rows.length > 0 ? rows : null;
    const row = readRow(next.value.id);
    if (row) rows.push(row);
  }
  return rows;
}

function formatAddresses(json: string): string {
  const list = JSON.parse(json) as { name: string; address: string }[];
  return list.map(({ name, address }) => (name && address ? `${name} <${address}>` : name || address)).join(", ");
}
