import type { FieldColumn } from "#lib/summaries/export-fields";
import { REVIEW_COLUMNS, ratingWord, reviewCells } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { OUTCOME_WORDS } from "#lib/summaries/filter";

/** Headings of an export, in order. */
export const EXPORT_COLUMNS = [
  "From",
  "To",
  "Date",
  "Subject",
  "Summary",
  "Status",
  "Dataset",
  "Batch",
  "Model",
  ...REVIEW_COLUMNS,
] as const;

/** UTF-8 with a byte order mark, without which Excel reads umlauts wrongly, and CRLF (RFC 4180). */
export async function* writeCsv(
  slices: AsyncIterable<ExportRow[]>,
  readColumns: () => FieldColumn[] = () => [],
): AsyncGenerator<string> {
  const columns = readColumns();
  yield `\ufeff${csvLine([...EXPORT_COLUMNS, ...columns.map((column) => column.name)])}`;
  const line = (row: ExportRow) => csvLine([...csvCells(row), ...columns.map((column) => String(column.cell(row)))]);
  for await (const rows of slices) yield rows.map(line).join("");
}

/** One array of objects. */
export async function* writeJson(slices: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  let lead = "[\n";
  for await (const rows of slices) {
    if (rows.length === 0) continue;
    yield lead + rows.map((row) => JSON.stringify(jsonRow(row))).join(",\n");
    lead = ",\n";
  }
  yield lead === "[\n" ? "[]\n" : "\n]\n";
}

/** One object per line. */
export async function* writeJsonl(slices: AsyncIterable<ExportRow[]>): AsyncGenerator<string> {
  for await (const rows of slices) yield rows.map((row) => `${JSON.stringify(jsonRow(row))}\n`).join("");
}

/** "Summarised", or what went wrong and why: "Failed: the provider refused this email". */
export function statusText(row: Pick<ExportRow, "outcome" | "reason">): string {
  const word = OUTCOME_WORDS[row.outcome];
  return row.outcome === "summarised" || !row.reason ? word : `${word}: ${row.reason}`;
}

function csvCells(row: ExportRow): string[] {
  const date = isoDate(row.date) ?? "";
  const review = reviewCells(row).map((cell) => (typeof cell === "string" ? cell : (isoDate(cell.time) ?? "")));
  return [
    row.from,
    row.to,
    date,
    row.subject,
    row.summary,
    statusText(row),
    row.dataset,
    row.batch,
    row.model,
    ...review,
  ];
}

function jsonRow(row: ExportRow) {
  const { from, to, date, subject, summary, outcome, reason, dataset, batch, model } = row;
  const status = OUTCOME_WORDS[outcome];
  const review = {
    correctedBy: row.correctedBy,
    correctedAt: isoDate(row.correctedAt),
    reviewedBy: row.reviewedBy,
    reviewedAt: isoDate(row.reviewedAt),
    rating: ratingWord(row.rating),
    needsLook: row.needsLook === 1,
  };
  // The tags of the answer itself are not those a person has tidied.
  const { tags: _, ...fields } = row.fields ?? {};
  const more = { tags: row.tags, fields: row.fields ? fields : null };
  return { from, to, date: isoDate(date), subject, summary, status, reason, dataset, batch, model, ...review, ...more };
}

/** Seconds are enough; a date beyond what a calendar holds counts as none. */
function isoDate(date: number | null): string | null {
  if (date === null) return null;
  const time = new Date(date);
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace(/\.\d{3}Z$/, "Z");
}

const csvLine = (cells: readonly string[]) => `${cells.map(csvCell).join(",")}\r\n`;

/** Quoted where needed. A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV Injection). */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
