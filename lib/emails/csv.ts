import { isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { decodeText, guessCharset, sniffUnicode } from "#lib/emails/charset";
import { isHeaderRow, matchColumns, nameColumns, SAMPLE_ROWS } from "#lib/emails/columns";
import { findDelimiter } from "#lib/emails/dialect";
import type { Email, Entry } from "#lib/emails/email";
import type { Field } from "#lib/emails/fields";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { emailFromFields } from "#lib/emails/object";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { toUtf8 } from "#lib/emails/source";

type Row = { cells: string[]; bytes: number };

/** Emails of a table with one row each. The first row gives the columns their names when it reads like names. */
export async function* readCsv(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  head: Uint8Array,
): AsyncGenerator<Entry> {
  const rows = readRows(source, head);
  const sample: Row[] = [];
  let failure: unknown = null;
  try {
    while (sample.length <= SAMPLE_ROWS) {
      const next = await rows.next();
      if (next.done) break;
      sample.push(next.value);
    }
  } catch (error) {
    failure = error;
  }
  const table = tableOf(sample);
  let position = 0;
  if (table.first === 1 && sample.length === 1 && failure === null) {
    yield problemEntry(
      0,
      createProblem(
        "the file",
        "no-rows",
        `“${filename}” has a row of column names but no rows below it.`,
        sample[0]?.cells.join(", "),
      ),
    );
    return;
  }
  for (const row of sample.slice(table.first)) {
    yield entryOfRow(table, row, position);
    position += 1;
  }
  try {
    if (failure !== null) throw failure;
    for await (const row of rows) {
      yield entryOfRow(table, row, position);
      position += 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield problemEntry(position, problemOf(error, position + table.first + 1, filename));
  }
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

/** The records of a table, decoded: UTF-8, or where bytes are not, the charset that the file as a whole speaks for. */
async function* readRows(source: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Row> {
  const unicode = sniffUnicode(head);
  let charset = unicode || isUtf8(cutToCharacter(head)) ? null : guessCharset(head);
  const start = unicode ? new TextDecoder(unicode).decode(head) : Buffer.from(head).toString("latin1");
  const said = /^\uFEFF?sep=.\r?\n/i.test(start);
  const parser = parse({
    delimiter: findDelimiter(start),
    encoding: null,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    from_line: said ? 2 : 1,
    max_record_size: ENTRY_LIMIT,
  });
  const input = Readable.from(toUtf8(source, head));
  input.on("error", (error) => parser.destroy(error));
  input.pipe(parser);
  try {
    for await (const record of parser as AsyncIterable<Buffer[]>) {
      let bytes = record.length;
      const cells = record.map((cell) => {
        bytes += cell.length;
        if (charset === null && !isUtf8(cell)) charset = guessCharset(cell);
        return isUtf8(cell) ? cell.toString("utf8") : decodeText(cell, charset);
      });
      yield { cells, bytes };
    }
  } finally {
    input.destroy();
    parser.destroy();
  }
}

/** The head of a file may end inside a character. */
function cutToCharacter(head: Uint8Array): Uint8Array {
  let end = head.length;
  while (end > 0 && end > head.length - 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((head[end - 1] ?? 0) & 0xc0) === 0xc0 ? head.subarray(0, end - 1) : head;
}

function problemOf(error: CsvError, row: number, filename: string) {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    const message = `“${filename}” ends inside a quotation that row ${row} opens: a quotation mark is missing, or the file was cut off. Nothing was read from that row on.`;
    return createProblem(`row ${row}`, "truncated", message);
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    const message = `Row ${row} is larger than ${megabytes(ENTRY_LIMIT)}: a quotation mark is probably missing in it. Nothing was read from that row on.`;
    return createProblem(`row ${row}`, "too-long", message);
  }
  return createProblem(`row ${row}`, "unreadable", `From row ${row} on, “${filename}” could not be read as a table.`);
}
