import { type CellValue, type ColumnDef, writeXlsxStream } from "hucre/xlsx";
import type { FieldColumn } from "#lib/summaries/export-fields";
import { reviewCells } from "#lib/summaries/export-review";
import type { ExportRow } from "#lib/summaries/export-rows";
import { EXPORT_COLUMNS, statusText } from "#lib/summaries/export-text";

/** UTF-16 units that a cell of Excel can hold. */
const CELL_LENGTH = 32_767;
const WIDTHS = [32, 32, 17, 44, 80, 22, 24, 24, 18, 18, 17, 18, 17, 8, 12];
const FIELD_WIDTH = 24;
const DATES = new Set<string>(["Date", "Corrected at", "Reviewed at"]);
const DATE_FORMAT = "yyyy-mm-dd hh:mm";
/** Excel knows no day before 1900-03-01 for certain, and none after 9999: those are left empty. */
const FIRST_DATE = Date.UTC(1900, 2, 1);
const END_OF_DATES = Date.UTC(10_000, 0, 1);

/**
 * An Excel workbook as a stream: a header that stays in view, real dates (UTC), and every text a text, never a
 * formula. A new sheet begins where one is full. Memory does not grow with rows. Stopping to read ends `slices`.
 */
export async function* writeXlsx(
  slices: AsyncGenerator<ExportRow[]>,
  readColumns: () => FieldColumn[] = () => [],
  maxRowsPerSheet?: number,
): AsyncGenerator<Buffer> {
  const fields = readColumns();
  const columns: ColumnDef[] = EXPORT_COLUMNS.map((header, at) => ({
    header,
    width: WIDTHS[at],
    ...(DATES.has(header) ? { numFmt: DATE_FORMAT } : {}),
  }));
  for (const { name } of fields) columns.push({ header: cellText(name), width: FIELD_WIDTH });
  const options = {
    name: "Summaries",
    columns,
    freezePane: { rows: 1 },
    ...(maxRowsPerSheet ? { maxRowsPerSheet } : {}),
  };
  try {
    const stream = writeXlsxStream(rowsOf(slices, fields), options);
    for await (const chunk of stream) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } finally {
    await slices.return(undefined);
  }
}

async function* rowsOf(slices: AsyncGenerator<ExportRow[]>, columns: FieldColumn[]): AsyncGenerator<CellValue[]> {
  for await (const rows of slices) {
    for (const row of rows) yield [...cellsOf(row), ...columns.map(({ cell }) => fieldCell(cell(row)))];
  }
}

const fieldCell = (value: string | number) => (typeof value === "string" ? cellText(value) : value);

function cellsOf(row: ExportRow): CellValue[] {
  const { from, to, date, subject, summary, dataset, batch, model } = row;
  const [before, after] = [
    [from, to],
    [subject, summary, statusText(row), dataset, batch, model],
  ].map((texts) => texts.map(cellText));
  const review = reviewCells(row).map((cell) => (typeof cell === "string" ? cellText(cell) : cellDate(cell.time)));
  return [...(before ?? []), cellDate(date), ...(after ?? []), ...review];
}

function cellDate(date: number | null): Date | null {
  return date === null || date < FIRST_DATE || date >= END_OF_DATES ? null : new Date(date);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 does not allow
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * A cell's text: cut and marked beyond Excel's limit, never half a character, without what XML cannot hold.
 * "_x0041_" would be read as "A" (ECMA-376 22.9.2.19): its underscore is written as such an escape itself.
 */
export function cellText(value: string): string {
  const text = value.replace(/\r\n?/g, "\n").toWellFormed().replace(FORBIDDEN, "");
  return shorten(text).replace(/_(?=x[0-9a-fA-F]{4}_)/g, "_x005F_");
}

function shorten(text: string): string {
  if (text.length <= CELL_LENGTH) return text;
  const mark = ` […cut: ${text.length} characters]`;
  return text.slice(0, CELL_LENGTH - mark.length).toWellFormed() + mark;
}
