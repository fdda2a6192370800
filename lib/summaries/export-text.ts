import { CSV_START, csvLine } from "#lib/csv";
import type { Cell, ExportColumn } from "#lib/summaries/export-columns";
import { chosenFields } from "#lib/summaries/export-fields";
import { ratingWord } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { OUTCOME_WORDS } from "#lib/summaries/filter";

type Slices = AsyncIterable<ExportRow[]>;

/** A table with a heading for each column; times as ISO 8601 in UTC. */
export async function* writeCsv(slices: Slices, columns: ExportColumn[]): AsyncGenerator<string> {
  yield CSV_START + csvLine(columns.map((column) => column.name));
  const line = (row: ExportRow) => csvLine(columns.map((column) => cellText(column.cell(row))));
  for await (const rows of slices) yield rows.map(line).join("");
}

/** One array of objects. */
export async function* writeJson(slices: Slices, columns: ExportColumn[]): AsyncGenerator<string> {
  const object = objectWriter(columns);
  let lead = "[\n";
  for await (const rows of slices) {
    if (rows.length === 0) continue;
    yield lead + rows.map((row) => JSON.stringify(object(row))).join(",\n");
    lead = ",\n";
  }
  yield lead === "[\n" ? "[]\n" : "\n]\n";
}

/** One object per line. */
export async function* writeJsonl(slices: Slices, columns: ExportColumn[]): AsyncGenerator<string> {
  const object = objectWriter(columns);
  for await (const rows of slices) yield rows.map((row) => `${JSON.stringify(object(row))}\n`).join("");
}

const cellText = (cell: Cell) => (typeof cell === "object" ? (isoDate(cell.time) ?? "") : String(cell));

/** A row as an object: a key per column; the fields of its answer, as they are, in one of their own. */
function objectWriter(columns: ExportColumn[]) {
  const chosen = new Set(columns.map((column) => column.key));
  return (row: ExportRow) => {
    const { from, to, subject, summary, dataset, batch, model, correctedBy, reviewedBy, tags } = row;
    const plain = { from, to, date: isoDate(row.date), subject, summary, status: OUTCOME_WORDS[row.outcome] };
    const source = { reason: row.reason, dataset, batch, model };
    const review = {
      correctedBy,
      correctedAt: isoDate(row.correctedAt),
      reviewedBy,
      reviewedAt: isoDate(row.reviewedAt),
      rating: ratingWord(row.rating),
      needsLook: row.needsLook === 1,
    };
    const all = Object.entries({ ...plain, ...source, ...review, tags });
    const kept = all.filter(([key]) => chosen.has(key === "reason" ? "status" : key));
    const fields = chosenFields(row.fields, (key) => chosen.has(key));
    return { ...Object.fromEntries(kept), ...(fields && Object.keys(fields).length > 0 ? { fields } : {}) };
  };
}

/** Seconds are enough; a date beyond what a calendar holds counts as none. */
function isoDate(date: number | null): string | null {
  if (date === null) return null;
  const time = new Date(date);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace(/\.\d{3}Z$/, "Z");
}
