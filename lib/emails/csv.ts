import { isUtf8 } from "node:buffer";
import { decodeText, guessCharset, sniffUnicode } from "#lib/emails/charset";
import { isHeaderRow, matchColumns, nameColumns, SAMPLE_ROWS } from "#lib/emails/columns";
import { type CsvPiece, CsvSplitter } from "#lib/emails/csv-split";
import { findDelimiter } from "#lib/emails/dialect";
import type { Email, Entry } from "#lib/emails/email";
import type { Field } from "#lib/emails/fields";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { emailFromFields } from "#lib/emails/object";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { toUtf8 } from "#lib/emails/source";

type Row = { kind: "row"; cells: string[]; bytes: number };
type Unread = Exclude<CsvPiece, { kind: "row" }>;

/** Emails of a table with one row each. The first row gives the columns their names when it reads like names. */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  head: Uint8Array,
): AsyncGenerator<Entry> {
  const rows = readRows(source, head);
  const sample: (Row | Unread)[] = [];
  while (sample.length <= SAMPLE_ROWS) {
    const next = await rows.next();
    if (next.done) break;
    sample.push(next.value);
  }
  const table = tableOf(sample.filter((row) => row.kind === "row"));
  if (table.first === 1 && sample.length === 1) {
    const message = `“${filename}” has a row of column names but no rows below it.`;
    yield problemEntry(0, createProblem("the file", "no-rows", message, table.columns.join(", ")));
    return;
  }
  let position = 0;
  const entry = (row: Row | Unread): Entry => {
    const made =
      row.kind === "row"
        ? entryOfRow(table, row, position)
        : problemEntry(position, problemOf(row, position + table.first + 1, filename));
    position += 1;
    return made;
  };
  let names: number = table.first;
  for (const row of sample) {
    // The row of names is the first that could be read.
    if (names > 0 && row.kind === "row") names = 0;
    else yield entry(row);
  }
  for await (const row of rows) yield entry(row);
}

type Table = { columns: string[]; fields: Record<string, Field>; first: 0 | 1 };

function tableOf(sample: Row[]): Table {
  const top = sample[0]?.cells ?? [];
  const named = isHeaderRow(top);
  const columns = nameColumns(named ? top : top.map(() => ""));
  const body = sample.slice(named ? 1 : 0).map((row) => row.cells);
  return { columns, fields: matchColumns(columns, body), first: named ? 1 : 0 };
}

function entryOfRow(table: Table, row: Row, position: number): Entry {
  const place = `row ${position + table.first + 1}`;
  const email = emailOfRow(table, row.cells);
  if (email) return { kind: "email", position, email, bytes: row.bytes };
  const number = place.charAt(0).toUpperCase() + place.slice(1);
  const missing = row.cells.length !== table.columns.length;
  const message = missing
    ? `${number} has ${row.cells.length} cells where ${table.columns.length} were expected, and no subject or body was found in it.`
    : `${number} has neither a subject nor a body.`;
  return problemEntry(position, createProblem(place, missing ? "cells" : "no-content", message, row.cells.join(" | ")));
}

function emailOfRow(table: Table, cells: string[]): Email | null {
  const fields: Partial<Record<Field, unknown>> = {};
  const extra: Record<string, string> = {};
  for (const [at, cell] of cells.entries()) {
    if (cell === "") continue;
    const column = table.columns[at] ?? `Column ${at + 1}`;
    const field = table.fields[column];
    if (field) fields[field] = cell;
    else if (column !== "__proto__") extra[column] = cell;
  }
  return emailFromFields(fields, extra);
}

/** The rows of a table, decoded: UTF-8, or where bytes are not, the charset that the file as a whole speaks for. */
async function* readRows(source: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Row | Unread> {
  const unicode = sniffUnicode(head);
  let charset = unicode || isUtf8(cutToCharacter(head)) ? null : guessCharset(head);
  const start = unicode ? new TextDecoder(unicode).decode(head) : Buffer.from(head).toString("latin1");
  const splitter = new CsvSplitter(findDelimiter(start), start.includes("\n") || !start.includes("\r") ? 10 : 13);
  // Excel may put the separator on a line of its own before the table.
  let said = /^sep=.\r?\n/i.test(start);
  const decode = (cell: Buffer): string => {
    if (isUtf8(cell)) return cell.toString("utf8");
    charset ??= guessCharset(cell);
    return decodeText(cell, charset);
  };
  const decoded = function* (pieces: Iterable<CsvPiece>): Generator<Row | Unread> {
    for (const piece of pieces) {
      if (piece.kind !== "row") yield piece;
      else if (said) said = false;
      else yield { kind: "row", cells: piece.cells.map(decode), bytes: piece.bytes };
    }
  };
  for await (const chunk of toUtf8(source, head)) yield* decoded(splitter.push(chunk));
  yield* decoded(splitter.finish());
}

/** The head of a file may end inside a character. */
function cutToCharacter(head: Uint8Array): Uint8Array {
  let end = head.length;
  while (end > 0 && end > head.length - 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((head[end - 1] ?? 0) & 0xc0) === 0xc0 ? head.subarray(0, end - 1) : head;
}

function problemOf(piece: Unread, row: number, filename: string) {
  const message =
    piece.kind === "open"
      ? `“${filename}” ends inside a quotation that row ${row} opens: a quotation mark is missing, or the file was cut off. Nothing was read from that row on.`
      : `Row ${row} is larger than ${megabytes(ENTRY_LIMIT)}: a quotation mark is probably missing in it. Reading went on after it.`;
  return createProblem(`row ${row}`, piece.kind === "open" ? "truncated" : "too-long", message, piece.raw);
}
