import type { Inside } from "#lib/emails/archive";
import { matchByName } from "#lib/emails/columns";
import type { Entry } from "#lib/emails/email";
import { SHEET_LIMIT, WORKBOOK_LIMIT } from "#lib/emails/limits";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { collect, type Source } from "#lib/emails/random";
import { type Sheet, type SheetRow, WorkbookError } from "#lib/emails/sheet";
import { AHEAD_BYTES, AHEAD_ROWS, entryOfRow, findTable, headersIdOf, type ReadOptions } from "#lib/emails/table";
import { openWorkbook, type Workbook } from "#lib/emails/workbook-thread";

/**
 * Emails of a workbook with one row each: Excel of every age, and OpenDocument. Every sheet is looked at; those whose
 * column names speak of mail are read, or else the one with the most rows.
 */
export async function* readWorkbook(
  source: Source,
  filename: string,
  _head: Uint8Array,
  { options }: Inside,
): AsyncGenerator<Entry> {
  const refuse = (code: string, words: string, position = 0) =>
    problemEntry(position, createProblem("the file", code, `“${filename}” ${words}`));
  const bytes = await collect(source, WORKBOOK_LIMIT);
  if (bytes === null) {
    yield refuse("too-long", `is larger than ${megabytes(WORKBOOK_LIMIT)}. Save it as “CSV UTF-8” and drop that.`);
    return;
  }
  let position = 0;
  let book: Workbook | null = null;
  try {
    book = await openWorkbook(bytes);
    for await (const entry of entriesOf(book.sheets, filename, options)) {
      position = entry.position + 1;
      yield entry;
    }
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error;
    const { code, message } = error;
    yield refuse(code, position > 0 ? `${message} What came before is kept.` : message, position);
  } finally {
    book?.close();
  }
}

async function* entriesOf(sheets: Sheet[], filename: string, options: ReadOptions): AsyncGenerator<Entry> {
  let position = 0;
  let fullest: { sheet: Sheet; rows: number } | null = null;
  const read = async function* (sheet: Sheet, ahead: SheetRow[], rows: AsyncIterator<SheetRow>) {
    for await (const entry of rowsOf(sheet, ahead, rows, sheets.length > 1, options))
      yield { ...entry, position: position++ };
  };
  for (const sheet of sheets.slice(0, SHEET_LIMIT)) {
    const rows = sheet.rows()[Symbol.asyncIterator]();
    const ahead = await lookAhead(rows);
    if (speaksOfMail(ahead, options)) yield* read(sheet, ahead, rows);
    else {
      await rows.return?.(undefined);
      if (ahead.length > (fullest?.rows ?? 1)) fullest = { sheet, rows: ahead.length };
    }
  }
  if (position > 0) return;
  if (fullest) {
    const rows = fullest.sheet.rows()[Symbol.asyncIterator]();
    yield* read(fullest.sheet, await lookAhead(rows), rows);
  }
  if (position > 0) return;
  const message = `“${filename}” is a workbook with no rows of emails in it: below the column names there is nothing.`;
  yield problemEntry(0, createProblem("the file", "no-rows", message));
}

async function lookAhead(rows: AsyncIterator<SheetRow>): Promise<SheetRow[]> {
  const ahead: SheetRow[] = [];
  let size = 0;
  while (ahead.length < AHEAD_ROWS && size < AHEAD_BYTES) {
    const next = await rows.next();
    if (next.done) break;
    ahead.push(next.value);
    size += sizeOf(next.value);
  }
  return ahead;
}

/** Names of subjects or bodies among the columns, or columns that a person has matched before. */
function speaksOfMail(ahead: SheetRow[], options: ReadOptions): boolean {
  if (ahead.length < 2) return false;
  const { columns, first } = findTable(ahead.map(({ cells }) => cells));
  if (first === 0) return false;
  const fields = Object.values(matchByName(columns));
  const isMail = fields.length > 1 && fields.some((field) => /^(?:subject|text|html|whole)$/.test(field));
  return isMail || Boolean(options.chosen?.(headersIdOf([...columns].sort())));
}

async function* rowsOf(
  sheet: Sheet,
  ahead: SheetRow[],
  rows: AsyncIterator<SheetRow>,
  isOneOfMany: boolean,
  options: ReadOptions,
): AsyncGenerator<Entry> {
  const table = findTable(
    ahead.map(({ cells }) => cells),
    options,
  );
  const entryOf = (row: SheetRow): Entry | null => {
    const place = isOneOfMany ? `sheet “${sheet.name}”, row ${row.number}` : `row ${row.number}`;
    return entryOfRow(table, row.cells, { position: 0, place, bytes: sizeOf(row) });
  };
  for (const row of ahead.slice(table.first)) {
    const entry = entryOf(row);
    if (entry) yield entry;
  }
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    const entry = entryOf(next.value);
    if (entry) yield entry;
  }
}

function sizeOf(row: SheetRow): number {
  return row.cells.reduce((sum, cell) => sum + cell.length, 0);
}
