import { createByteQueue, rawStart } from "#lib/emails/bytes";
import type { Dialect } from "#lib/emails/dialect";
import { ENTRY_LIMIT } from "#lib/emails/limits";

/**
 * A row as bytes (valid until the next push), or one that could not be delimited: over the limit, open at the end, or
 * with a quotation mark too many while rows go on behind it.
 */
export type CsvPiece =
  | { kind: "row"; cells: Buffer[]; bytes: number }
  | { kind: "long" | "open" | "stray"; raw: string };

const BACKSLASH = 0x5c;
/** Bytes of one file that are looked at again after a stray quotation mark, so that a broken file costs a bounded time. */
const RESCAN_LIMIT = 4 * ENTRY_LIMIT;
/** Rows by which the shape of all is known. The first of them may be the names of the columns. */
const SHAPE_ROWS = 20;
/** Bytes behind it that are looked at to see whether rows go on there. */
const PROBE_BYTES = 64 * 1024;
const CR = 13;

/**
 * Cuts a table into cells (RFC 4180, and what spreadsheets make of it): quoted cells may hold separators, line ends and
 * doubled quotes; a quote inside a word is a quote; blank lines are passed over.
 */
export class CsvSplitter {
  private queue = createByteQueue();
  private delimiter: number;
  private quote: number;
  private escapes: boolean;
  private newline: number;
  private state: "start" | "plain" | "quoted" | "closed" | "skip" = "start";
  private at = 0;
  /** Offsets of the cells found so far in the current row: start, end, and 1 when quotes are doubled inside. */
  private cells: number[] = [];
  private cellStart = 0;
  private doubled = 0;
  private quotedRow = false;
  /** What the first rows have in common, one sign per cell, as `shapeOf` draws it. */
  private shape: string | null = null;
  private rows = 0;
  /** How many bytes may still be looked at a second time. */
  private spare = RESCAN_LIMIT;

  constructor({ delimiter, quote, escapes, newline }: Dialect) {
    this.delimiter = delimiter.charCodeAt(0);
    this.quote = quote.charCodeAt(0);
    this.escapes = escapes;
    this.newline = newline.charCodeAt(0);
  }

  /** Takes the next bytes and gives back the rows that are complete. */
  *push(chunk: Uint8Array): Generator<CsvPiece> {
    // The rows given out before are done with: their bytes may move now.
    this.queue.append(chunk);
    yield* this.scan(false);
  }

  /** The last row, also when no line end follows it. */
  *finish(): Generator<CsvPiece> {
    yield* this.scan(true);
    while (this.state === "quoted" && this.hasRowsBehind()) {
      yield this.dropLine();
      yield* this.scan(true);
    }
    const rest = this.queue.view;
    if (this.state === "quoted") yield { kind: "open", raw: rawStart(rest) };
    else if (this.state !== "skip" && (this.cells.length > 0 || rest.length > 0)) {
      if (this.state !== "closed") this.endCell(this.state === "start" ? this.at : this.cellStart, this.at, 0);
      const row = this.takeRow();
      if (row) yield row;
    }
  }

  private *scan(last: boolean): Generator<CsvPiece> {
    for (;;) {
      const bytes = this.queue.view;
      if (this.at >= bytes.length) break;
      if (this.state === "skip") {
        const end = bytes.indexOf(this.newline, this.at);
        this.consume(end < 0 ? bytes.length : end + 1);
        if (end >= 0) this.state = "start";
        continue;
      }
      const more = this.step(bytes, last);
      if (more === "row") {
        const row = this.takeRow();
        this.at += 1;
        if (row) yield row;
        this.consume(this.at);
      } else if (more === "wait") break;
    }
    if (this.at > ENTRY_LIMIT && this.state === "quoted" && this.hasRowsBehind()) {
      yield this.dropLine();
      yield* this.scan(last);
    } else if (this.at > ENTRY_LIMIT) {
      yield { kind: "long", raw: rawStart(this.queue.view) };
      this.consume(this.at);
      this.reset();
      this.state = "skip";
    }
  }

  /** Goes on to the end of the current cell; "row" when `at` stands on the line end of a row. */
  private step(bytes: Buffer, last: boolean): "row" | "wait" | "go" {
    if (this.state === "quoted") return this.stepQuoted(bytes, last);
    if (this.state === "start") {
      this.cellStart = this.at;
      if (bytes[this.at] === this.quote) {
        this.cellStart = this.at + 1;
        this.doubled = 0;
        this.quotedRow = true;
        this.state = "quoted";
        this.at += 1;
        return "go";
      }
      this.state = "plain";
    }
    while (this.at < bytes.length) {
      const byte = bytes[this.at];
      if (byte === this.delimiter || byte === this.newline) {
        if (this.state === "plain")
          this.endCell(
            this.cellStart,
            byte === this.newline && bytes[this.at - 1] === CR && this.at > this.cellStart ? this.at - 1 : this.at,
            0,
          );
        this.state = "start";
        if (byte === this.newline) return "row";
        this.at += 1;
        // A separator at the very end of a row is followed by one more, empty cell.
        return "go";
      }
      this.at += 1;
    }
    return "wait";
  }

  private stepQuoted(bytes: Buffer, last: boolean): "wait" | "go" {
    const quote = bytes.indexOf(this.quote, this.at);
    if (quote < 0) {
      this.at = bytes.length;
      return "wait";
    }
    this.at = quote;
    if (quote + 1 >= bytes.length && !last) return "wait";
    const next = bytes[quote + 1];
    if (this.escapes && isEscaped(bytes, quote, this.cellStart)) {
      this.doubled = 1;
      this.at = quote + 1;
    } else if (next === this.quote) {
      this.doubled = 1;
      this.at = quote + 2;
    } else if (next === undefined || next === this.delimiter || next === this.newline || next === CR) {
      this.endCell(this.cellStart, quote, this.doubled);
      this.state = "closed";
      this.at = quote + 1;
    } else this.at = quote + 1;
    return "go";
  }

  /**
   * True when rows of the same shape as the last one stand behind the line of the open quote: it was never meant as one.
   * A line of a body has no address where the rows have theirs.
   */
  private hasRowsBehind(): boolean {
    const bytes = this.queue.view;
    const end = bytes.indexOf(this.newline, this.cellStart);
    if (end < 0 || bytes.length > this.spare || !/[@0]/.test(this.shape ?? "")) return false;
    this.spare -= bytes.length;
    const next = bytes.indexOf(this.newline, end + 1);
    const line = bytes.subarray(end + 1, Math.min(next < 0 ? bytes.length : next, end + PROBE_BYTES));
    const found = shapeOf(cellsOf(line.toString("latin1"), this.delimiter, this.quote));
    return mergeShapes(this.shape, found) === this.shape;
  }

  private dropLine(): CsvPiece {
    const bytes = this.queue.view;
    const end = bytes.indexOf(this.newline, this.cellStart) + 1;
    const piece: CsvPiece = { kind: "stray", raw: rawStart(bytes.subarray(0, end)) };
    this.consume(end);
    this.reset();
    return piece;
  }

  private endCell(start: number, end: number, doubled: number) {
    this.cells.push(start, end, doubled);
  }

  private takeRow(): CsvPiece | null {
    const view = this.queue.view;
    const cells: Buffer[] = [];
    for (let at = 0; at < this.cells.length; at += 3) {
      const cell = view.subarray(this.cells[at], this.cells[at + 1]);
      cells.push(this.cells[at + 2] === 1 ? undouble(cell, this.quote, this.escapes) : cell);
    }
    const blank = cells.length === 1 && !this.quotedRow && cells[0]?.length === 0;
    const bytes = this.at;
    this.reset();
    if (blank) return null;
    if (this.rows < SHAPE_ROWS) this.shape = mergeShapes(this.rows > 1 ? this.shape : null, shapeOf(cells.map(String)));
    this.rows += 1;
    return bytes > ENTRY_LIMIT ? { kind: "long", raw: rawStart(view) } : { kind: "row", cells, bytes };
  }

  private reset() {
    this.cells = [];
    this.quotedRow = false;
    this.state = "start";
  }

  private consume(count: number) {
    this.queue.consume(count);
    this.at = 0;
    this.cellStart = 0;
  }
}

/** "" inside a quoted cell is one quote, and so is \" where the table escapes. */
function undouble(cell: Buffer, quote: number, escapes: boolean): Buffer {
  const target = Buffer.allocUnsafe(cell.length);
  let filled = 0;
  let at = 0;
  let found = cell.indexOf(quote);
  while (found >= 0) {
    const escaped = escapes && isEscaped(cell, found, 0);
    filled += cell.copy(target, filled, at, escaped ? found - 1 : found + 1);
    if (escaped) at = found;
    else at = cell[found + 1] === quote ? found + 2 : found + 1;
    found = cell.indexOf(quote, escaped ? found + 1 : at);
  }
  filled += cell.copy(target, filled, at);
  return target.subarray(0, filled);
}

function isEscaped(bytes: Buffer, quote: number, start: number): boolean {
  let before = quote - 1;
  while (before >= start && bytes[before] === BACKSLASH) before -= 1;
  return (quote - 1 - before) % 2 === 1;
}

/** One sign per cell: "@" for an address, "0" for numbers and dates, "." for words. */
function shapeOf(cells: string[]): string {
  return cells
    .map((cell) => (/^[^@]{0,100}\S@\S{1,100}$/.test(cell) ? "@" : /^\d[\d\s:./-]{0,40}$/.test(cell) ? "0" : "."))
    .join("");
}

/** What two shapes have in common; "" for rows of another width. */
function mergeShapes(one: string | null, two: string): string {
  if (one === null) return two;
  return one.length === two.length ? [...one].map((sign, at) => (sign === two[at] ? sign : ".")).join("") : "";
}

/** The cells of one line, as far as it goes. */
function cellsOf(line: string, delimiter: number, quote: number): string[] {
  const cells: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at <= line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === quote) quoted = !quoted;
    else if (at === line.length || (code === delimiter && !quoted)) {
      cells.push(line.slice(start, at).trim());
      start = at + 1;
    }
  }
  return cells;
}
