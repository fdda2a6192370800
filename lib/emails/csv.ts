import { isUtf8 } from "node:buffer";
import { decodeText, guessCharset, sniffUnicode } from "#lib/emails/charset";
import { type CsvPiece, CsvSplitter } from "#lib/emails/csv-split";
import { findDialect } from "#lib/emails/dialect";
import type { Entry } from "#lib/emails/email";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { toUtf8 } from "#lib/emails/source";
import { AHEAD_BYTES, AHEAD_ROWS, entryOfRow, findTable, type ReadOptions } from "#lib/emails/table";

type Row = { kind: "row"; cells: string[]; bytes: number };
type Unread = Exclude<CsvPiece, { kind: "row" }>;

/**
 * Emails of a table with one row each. The row that reads like column names gives the columns their names; what stands
 * above it is a title.
 */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  head: Uint8Array,
  options: ReadOptions = {},
): AsyncGenerator<Entry> {
  const rows = readRows(source, head);
  const ahead = await lookAhead(rows);
  const table = findTable(
    ahead.flatMap((row) => (row.kind === "row" ? [row.cells] : [])),
    options,
  );
  let number = 0;
  let above = table.first;
  let position = 0;
  const entryOf = (row: Row | Unread): Entry | null => {
    number += 1;
    if (row.kind !== "row") return problemEntry(position, problemOf(row, number, filename));
    above -= 1;
    if (above >= 0) return null;
    return entryOfRow(table, row.cells, { position, place: `row ${number}`, bytes: row.bytes });
  };
  for (const row of ahead) {
    const entry = entryOf(row);
    if (entry) position += 1;
    if (entry) yield entry;
  }
  for await (const row of rows) {
    const entry = entryOf(row);
    if (entry) position += 1;
    if (entry) yield entry;
  }
  if (position > 0) return;
  const message = `“${filename}” has a row of column names but no rows below it.`;
  yield problemEntry(0, createProblem("the file", "no-rows", message, table.columns.join(", ")));
}

async function lookAhead(rows: AsyncGenerator<Row | Unread>): Promise<(Row | Unread)[]> {
  const ahead: (Row | Unread)[] = [];
  let bytes = 0;
  while (ahead.length < AHEAD_ROWS && bytes < AHEAD_BYTES) {
    const next = await rows.next();
    if (next.done) break;
    ahead.push(next.value);
    if (next.value.kind === "row") bytes += next.value.bytes;
  }
  return ahead;
}

/** The rows of a table, decoded: UTF-8, or where bytes are not, the charset that the file as a whole speaks for. */
async function* readRows(source: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Row | Unread> {
  const unicode = sniffUnicode(head);
  let charset = unicode || isUtf8(cutToCharacter(head)) ? null : guessCharset(head);
  const start = unicode ? new TextDecoder(unicode).decode(head) : Buffer.from(head).toString("latin1");
  const splitter = new CsvSplitter(findDialect(start));
  // Excel may put the separator on a line of its own before the table.
  let said = /^sep=.(?:\r|\n)/i.test(start);
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

const UNREAD: Record<Unread["kind"], (row: number, filename: string) => string> = {
  open: (row, filename) =>
    `“${filename}” ends inside a quotation that row ${row} opens: a quotation mark is missing, or the file was cut off. Nothing was read from that row on.`,
  stray: (row) =>
    `A quotation mark in row ${row} is never closed, so the row was left out. Reading went on with the row below it.`,
  long: (row) =>
    `Row ${row} is larger than ${megabytes(ENTRY_LIMIT)}: a quotation mark is probably missing in it. Reading went on after it.`,
};
const CODES = { open: "truncated", stray: "quote", long: "too-long" };

function problemOf(piece: Unread, row: number, filename: string) {
  return createProblem(`row ${row}`, CODES[piece.kind], UNREAD[piece.kind](row, filename), piece.raw);
}
