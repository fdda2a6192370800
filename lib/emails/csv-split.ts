import { createByteQueue, rawStart } from "#lib/emails/bytes";
import { ENTRY_LIMIT } from "#lib/emails/limits";

/** A row as bytes (valid until the next push), or one that could not be delimited: over the limit, or open at the end. */
export type CsvPiece = { kind: "row"; cells: Buffer[]; bytes: number } | { kind: "long" | "open"; raw: string };

const QUOTE = 0x22;
const LF = 10;
const CR = 13;

/**
 * Cuts a table into cells (RFC 4180, and what spreadsheets make of it): quoted cells may hold separators, line ends and
 * doubled quotes; a quote inside a word is a quote; blank lines are passed over. `newline` is 13 for tables whose lines
 * end with CR alone.
 */
export class CsvSplitter {
  private queue = createByteQueue();
  private delimiter: number;
  private newline: number;
  private state: "start" | "plain" | "quoted" | "closed" | "skip" = "start";
  private at = 0;
  /** Offsets of the cells found so far in the current row: start, end, and 1 when quotes are doubled inside. */
  private cells: number[] = [];
  private cellStart = 0;
  private doubled = 0;
  private quotedRow = false;

  constructor(delimiter: string, newline = LF) {
    this.delimiter = delimiter.charCodeAt(0);
    this.newline = newline;
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
    if (this.at > ENTRY_LIMIT) {
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
      if (bytes[this.at] === QUOTE) {
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
    const quote = bytes.indexOf(QUOTE, this.at);
    if (quote < 0) {
      this.at = bytes.length;
      return "wait";
    }
    this.at = quote;
    if (quote + 1 >= bytes.length && !last) return "wait";
    const next = bytes[quote + 1];
    if (next === QUOTE) {
      this.doubled = 1;
      this.at = quote + 2;
    } else if (next === undefined || next === this.delimiter || next === this.newline || next === CR) {
      this.endCell(this.cellStart, quote, this.doubled);
      this.state = "closed";
      this.at = quote + 1;
    } else this.at = quote + 1;
    return "go";
  }

  private endCell(start: number, end: number, doubled: number) {
    this.cells.push(start, end, doubled);
  }

  private takeRow(): CsvPiece | null {
    const view = this.queue.view;
    const cells: Buffer[] = [];
    for (let at = 0; at < this.cells.length; at += 3) {
      const cell = view.subarray(this.cells[at], this.cells[at + 1]);
      cells.push(this.cells[at + 2] === 1 ? undouble(cell) : cell);
    }
    const blank = cells.length === 1 && !this.quotedRow && cells[0]?.length === 0;
    const bytes = this.at;
    this.reset();
    if (blank) return null;
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

/** "" inside a quoted cell is one quote. */
function undouble(cell: Buffer): Buffer {
  const target = Buffer.allocUnsafe(cell.length);
  let filled = 0;
  let at = 0;
  let quote = cell.indexOf(QUOTE);
  while (quote >= 0) {
    filled += cell.copy(target, filled, at, quote + 1);
    at = cell[quote + 1] === QUOTE ? quote + 2 : quote + 1;
    quote = cell.indexOf(QUOTE, at);
  }
  filled += cell.copy(target, filled, at);
  return target.subarray(0, filled);
}
