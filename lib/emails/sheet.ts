import { COLUMN_LIMIT } from "#lib/emails/limits";

/** A row that holds something: its number as Excel shows it, and its cells as text. */
export type SheetRow = { number: number; cells: string[] };

/** One sheet of a workbook; `rows` may be called again. */
export type Sheet = { name: string; rows: () => AsyncGenerator<SheetRow> };

/** Why a workbook cannot be read; `message` goes on after its name. */
export class WorkbookError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function lockedWorkbook(): WorkbookError {
  return new WorkbookError("locked", "is protected with a password. Save it without one and drop it again.");
}

export function largeWorkbook(): WorkbookError {
  return new WorkbookError(
    "too-long",
    "holds more than can be read from a workbook at once. Save it as “CSV UTF-8” and drop that.",
  );
}

export function damagedWorkbook(): WorkbookError {
  return new WorkbookError(
    "damaged",
    "is a damaged workbook, or was cut off. Open it in Excel, save it again and drop that.",
  );
}

/** Cells of a row as text, without the empty ones at its end; null when nothing is in it. */
export function rowOf(number: number, values: readonly unknown[]): SheetRow | null {
  let width = Math.min(values.length, COLUMN_LIMIT);
  while (width > 0 && textOf(values[width - 1]).trim() === "") width -= 1;
  return width === 0 ? null : { number, cells: values.slice(0, width).map(textOf) };
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  return value instanceof Date ? dateText(value.getTime()) : String(value);
}

/** "2026-03-01", or with its time "2026-03-01 10:30:00", as a cell shows a date; sheets know no zones. */
export function dateText(time: number): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) return "";
  const text = new Date(Math.round(time / 1_000) * 1_000).toISOString();
  return text.slice(11, 19) === "00:00:00" ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}
