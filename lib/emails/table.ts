import { createHash } from "node:crypto";
import { isHeaderRow, matchByName, matchColumns, nameColumns, SAMPLE_ROWS } from "#lib/emails/columns";
import { type DateOrder, findDateOrder } from "#lib/emails/date-order";
import type { Email, Entry } from "#lib/emails/email";
import { type Field, meaningOf } from "#lib/emails/fields";
import { emailFromFields } from "#lib/emails/object";
import { createProblem, problemEntry } from "#lib/emails/problem";

/** Which column, by its name, holds what. Columns that are not named are kept as extras. */
export type Columns = Record<string, Field>;

/** How a table's columns were read, and what some of its rows hold. */
export type Table = {
  /** The same for every table with these column names, in whatever order. */
  headersId: string;
  columns: string[];
  /** What its emails were made by: a person's choice, or the guess. */
  fields: Columns;
  guess: Columns;
  /** True when the names alone gave away subject, body and sender. */
  isSure: boolean;
  isChosen: boolean;
  /** Rows above the data: titles and column names. */
  first: number;
  dates: DateOrder;
  /** Three rows to show, cells cut short. */
  rows: string[][];
};

/** What a reader of tables is told, and tells. */
export type ReadOptions = {
  /** What a person chose for the columns of these headers; null to guess. */
  chosen?: (headersId: string) => Columns | null;
  /** Told of each table before its first email. */
  onTable?: (table: Table) => void;
};

/** How many rows are looked at before the first is read, at most: enough to see a day above 12 in a column of dates. */
export const AHEAD_ROWS = 500;
/** The same in bytes, so that rows of megabytes do not pile up. */
export const AHEAD_BYTES = 2 * 1024 * 1024;

/** How far down the names of the columns are looked for. */
const TITLE_ROWS = 15;
const SHOWN_ROWS = 3;
/** Characters shown of a cell. */
const SHOWN_CELL = 1_000;

/**
 * What the first rows of a table tell of it: where its column names stand, what each means, how its dates are written.
 * `rows` are cells, from the top. Tells `options.onTable`.
 */
export function findTable(rows: string[][], options: ReadOptions = {}): Table {
  const at = findHeaderRow(rows);
  const width = rows[0]?.length ?? 0;
  const columns = nameColumns(at === null ? Array.from({ length: width }, () => "") : (rows[at] ?? []));
  const first = at === null ? 0 : at + 1;
  // Without names, only a table that starts the same is the same.
  const id = at === null ? (rows[0] ?? []) : [...columns].sort();
  return describeTable({ columns, first, rows: rows.slice(first), headersId: headersIdOf(id) }, options);
}

/** The same for rows whose column names are known. Tells `options.onTable`. */
export function describeTable(
  { columns, rows, first = 0, headersId }: { columns: string[]; rows: string[][]; first?: number; headersId: string },
  options: ReadOptions,
): Table {
  const guess = matchColumns(columns, rows.slice(0, SAMPLE_ROWS));
  const chosen = options.chosen?.(headersId) ?? null;
  const fields = chosen ?? guess;
  const shown = rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cell.slice(0, SHOWN_CELL)));
  const dates = findDateOrder(datesOf(columns, rows, fields), columns);
  const isSure = isComplete(matchByName(columns));
  const table = { headersId, columns, fields, guess, isSure, isChosen: chosen !== null, first, dates, rows: shown };
  options.onTable?.(table);
  return table;
}

/** The mark of a set of column names. */
export function headersIdOf(names: string[]): string {
  return createHash("sha256").update(JSON.stringify(names)).digest("hex").slice(0, 32);
}

function isComplete(fields: Columns): boolean {
  const found = new Set(Object.values(fields));
  if (found.has("whole")) return true;
  const has = (...some: Field[]) => some.some((field) => found.has(field));
  return has("subject") && has("text", "html") && has("from", "fromName", "fromAddress");
}

function datesOf(columns: string[], rows: string[][], fields: Columns): string[] {
  const at = columns.findIndex((column) => fields[column] === "date");
  return at < 0 ? [] : rows.map((row) => row[at] ?? "");
}

/**
 * The row that names the columns; null when none does. Titles, dates of an export and blank cells may stand above it, so
 * the row with the most known names wins, and of those the first.
 */
function findHeaderRow(rows: string[][]): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [at, cells] of rows.slice(0, TITLE_ROWS).entries()) {
    if (!isHeaderRow(cells)) continue;
    const known = cells.filter((cell) => meaningOf(cell.trim()) !== null).length;
    // Further down, one known word is as likely a word of a title or an email.
    if (known > most && (at === 0 || known > 1)) {
      best = at;
      most = known;
    }
  }
  if (best !== null) return best;
  const widest = Math.max(0, ...rows.slice(0, SAMPLE_ROWS).map(filled));
  const top = rows.findIndex((cells) => filled(cells) > Math.max(1, widest / 2));
  const cells = rows[Math.max(0, top)];
  if (!cells || !isHeaderRow(cells) || repeats(cells, rows.slice(top + 1, top + 1 + SAMPLE_ROWS))) return null;
  return Math.max(0, top);
}

function filled(cells: string[]): number {
  return cells.filter((cell) => cell.trim() !== "").length;
}

/** "ham" above, and "ham" again below it: a value, not the name of a column. */
function repeats(cells: string[], below: string[][]): boolean {
  return cells.some((cell, at) => cell.trim() !== "" && below.some((row) => row[at] === cell));
}

/**
 * The entry of a row, or null for a row that only says the column names again. `place` ("row 12") names it in a
 * problem; `bytes` is its size in the source.
 */
export function entryOfRow(
  table: Table,
  cells: string[],
  { position, place, bytes }: { position: number; place: string; bytes: number },
): Entry | null {
  const email = emailOfRow(table, cells);
  if (email) return isNames(table, cells) ? null : { kind: "email", position, email, bytes };
  const number = place.charAt(0).toUpperCase() + place.slice(1);
  const missing = cells.length !== table.columns.length;
  const message = missing
    ? `${number} has ${cells.length} cells where ${table.columns.length} were expected, and no subject or body was found in it.`
    : `${number} has neither a subject nor a body.`;
  return problemEntry(position, createProblem(place, missing ? "cells" : "no-content", message, cells.join(" | ")));
}

function isNames(table: Table, cells: string[]): boolean {
  if (table.first === 0 || cells[0]?.trim() !== table.columns[0]) return false;
  return cells.length > 1 && table.columns.every((column, at) => (cells[at] ?? "").trim() === column);
}

/** The email in a row; null when it has neither subject nor body. */
export function emailOfRow(table: Pick<Table, "columns" | "fields" | "dates">, cells: string[]): Email | null {
  const values: Partial<Record<Field, unknown>> = {};
  const extra: Record<string, string> = {};
  for (const [at, cell] of cells.entries()) {
    if (cell === "") continue;
    const column = table.columns[at] ?? `Column ${at + 1}`;
    const field = table.fields[column];
    if (field) values[field] = cell;
    else if (column !== "__proto__") extra[column] = cell;
  }
  return emailFromFields(values, extra, table.dates);
}
