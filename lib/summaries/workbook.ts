import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Cell } from "#lib/summaries/export-columns";
import { bookFiles, rowXml, SHEET_END, sheetStart } from "#lib/summaries/workbook-xml";

/** One kind of sheet. `rows` is asked for when the sheets before it are written. */
export type Sheet = { name: string; columns: { name: string; width: number }[]; rows: () => AsyncIterable<Cell[][]> };

/** Rows that a sheet of Excel can hold, its header among them. */
const MOST_ROWS = 1_048_576;
/**
 * An Excel workbook (ECMA-376) as a stream: sheets one after the other, each with a header that stays in view, real
 * dates (UTC), and every text a text, never a formula. A sheet that is full goes on in another, "Summaries 2". Memory
 * does not grow with rows. Stopping to read ends the rows. Throws what reading rows throws.
 */
export async function* writeWorkbook(sheets: Sheet[], mostRows = MOST_ROWS): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const stop = new AbortController();
  zip.on("error", (error) => output.destroy(error));
  const writing = addSheets(zip, sheets, { mostRows, stop: stop.signal }).catch((error) => output.destroy(error));
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    stop.abort();
    output.destroy();
    await writing;
  }
}

type Options = { mostRows: number; stop: AbortSignal };

async function addSheets(zip: ZipFile, sheets: Sheet[], { mostRows, stop }: Options): Promise<void> {
  const names: string[] = [];
  for (const sheet of sheets) {
    const source = sheet.rows()[Symbol.asyncIterator]();
    const rows = { source, left: [] as Cell[][], isDone: false };
    try {
      for (let number = 1; number === 1 || !rows.isDone; number += 1) {
        names.push(number === 1 ? sheet.name : `${sheet.name} ${number}`);
        await addEntry(zip, `xl/worksheets/sheet${names.length}.xml`, sheetXml(sheet, rows, mostRows), stop);
      }
    } finally {
      await source.return?.(undefined);
    }
  }
  for (const [path, text] of bookFiles(names)) zip.addBuffer(Buffer.from(text), path);
  zip.end();
}

/** Writes one entry. Throws when the reader has stopped, and what making its pieces throws. */
async function addEntry(zip: ZipFile, path: string, pieces: AsyncGenerator<string>, stop: AbortSignal): Promise<void> {
  const entry = Readable.from(pieces, { objectMode: false });
  stop.addEventListener("abort", () => entry.destroy());
  zip.addReadStream(entry, path);
  await finished(entry, { signal: stop });
}

type Rows = { source: AsyncIterator<Cell[][]>; left: Cell[][]; isDone: boolean };

async function* sheetXml({ columns }: Sheet, rows: Rows, mostRows: number): AsyncGenerator<string> {
  yield sheetStart(columns);
  let at = 1;
  while (at < mostRows) {
    if (rows.left.length === 0 && !(await readMore(rows))) break;
    const fitting = rows.left.splice(0, mostRows - at);
    yield fitting.map((cells, place) => rowXml(at + place + 1, cells)).join("");
    at += fitting.length;
  }
  // Whether another sheet is needed is known only by looking.
  if (rows.left.length === 0) await readMore(rows);
  yield SHEET_END;
}

async function readMore(rows: Rows): Promise<boolean> {
  while (rows.left.length === 0 && !rows.isDone) {
    const next = await rows.source.next();
    if (next.done) rows.isDone = true;
    else rows.left = [...next.value];
  }
  return !rows.isDone;
}
