import { createByteQueue, isBlank, rawStart } from "#lib/emails/bytes";
import { readKey } from "#lib/emails/json-key";
import { ENTRY_LIMIT } from "#lib/emails/limits";

/** Whole elements found in a row; `starts` and `ends` are offsets in `bytes`, between them stand commas and blanks. */
export type JsonGroup = { kind: "group"; bytes: Buffer; starts: number[]; ends: number[] };

/**
 * A group, or what could not be delimited: an element over the limit, text that is not JSON after which nothing is
 * read, or the end of the file inside something (`open` is the element it is in, if any).
 */
export type JsonPiece = JsonGroup | { kind: "long" | "rest"; raw: string } | { kind: "cut"; raw: string; open: Buffer };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;

/** Elements are handed on in groups of about this many bytes: one JSON.parse for many is faster than one each. */
const GROUP_BYTES = 64 * 1024;

/** How deep a list may be wrapped ({"data":{"emails":[…]}}). */
const WRAP_DEPTH = 4;

/**
 * Finds the boundaries of the emails in JSON that comes in chunks, without parsing it: the elements of a top-level
 * array, of arrays inside wrapping objects, objects one after the other, or one object alone. Only bytes outside strings
 * are looked at one by one; strings are crossed by searching for their end.
 */
export class JsonSplitter {
  private queue = createByteQueue();
  private mode: "top" | "wrap" | "skip" | "list" | "value" | "done" = "top";
  /** Where values of the current kind are followed up. */
  private home: "top" | "list" = "top";
  private at = 0;
  private begin = 0;
  private depth = 0;
  private inString = false;
  private dropped: string | null = null;
  private wraps = 0;
  private wrapStart = 0;
  private listSeen = false;
  private starts: number[] = [];
  private ends: number[] = [];
  private pieces: JsonPiece[] = [];

  /** `inList`: the text starts inside an array, at an element. */
  constructor(inList = false) {
    if (inList) this.mode = "list";
  }

  /** Takes the next bytes (UTF-8) and gives back what is complete. */
  push(chunk: Uint8Array): JsonPiece[] {
    this.queue.append(chunk);
    while (this.step()) {}
    this.release();
    return this.give();
  }

  /** The end of the file: what was still open, if anything. */
  finish(): JsonPiece[] {
    const bytes = this.queue.view;
    if (this.mode !== "done" && (this.mode !== "top" || this.wraps > 0)) {
      const inValue = this.mode === "value" && this.dropped === null;
      const from = inValue ? this.begin : this.wraps > 0 && !this.listSeen ? this.wrapStart : this.at;
      const open = inValue ? Buffer.from(bytes.subarray(this.begin)) : Buffer.alloc(0);
      this.pieces.push({ kind: "cut", raw: this.dropped ?? rawStart(bytes.subarray(Math.max(0, from))), open });
    }
    this.mode = "done";
    return this.give();
  }

  private give(): JsonPiece[] {
    const pieces = this.pieces;
    this.pieces = [];
    return pieces;
  }

  /** One move; false when more bytes are needed. */
  private step(): boolean {
    const bytes = this.queue.view;
    if (this.mode === "done") {
      this.at = bytes.length;
      return false;
    }
    if (this.mode === "value" || this.mode === "skip") return this.cross(bytes);
    while (this.at < bytes.length && (isBlank(bytes[this.at]) || bytes[this.at] === COMMA)) this.at += 1;
    if (this.at >= bytes.length) return false;
    if (this.mode === "list") return this.stepList(bytes);
    return this.mode === "wrap" ? this.stepWrap(bytes) : this.stepTop(bytes);
  }

  private stepTop(bytes: Buffer): boolean {
    const byte = bytes[this.at];
    this.wraps = 0;
    if (byte === OPEN_LIST) {
      this.at += 1;
      this.mode = "list";
    } else if (byte === OPEN) {
      this.wrapStart = this.at;
      this.listSeen = false;
      this.wraps = 1;
      this.at += 1;
      this.mode = "wrap";
    } else {
      this.emitGroup();
      this.pieces.push({ kind: "rest", raw: rawStart(bytes.subarray(this.at)) });
      this.mode = "done";
    }
    return true;
  }

  private stepList(bytes: Buffer): boolean {
    if (bytes[this.at] === CLOSE_LIST) {
      this.at += 1;
      this.mode = this.wraps > 0 ? "wrap" : "top";
      return true;
    }
    this.startValue("list");
    return true;
  }

  private startValue(home: "top" | "list") {
    this.begin = this.at;
    this.depth = 0;
    this.inString = false;
    this.home = home;
    this.mode = "value";
  }

  /** Inside a wrapping object, at a key or at its end. */
  private stepWrap(bytes: Buffer): boolean {
    const byte = bytes[this.at];
    if (byte === CLOSE) {
      this.at += 1;
      this.wraps -= 1;
      if (this.wraps === 0) {
        if (!this.listSeen) this.addElement(this.wrapStart, this.at);
        this.mode = "top";
      }
      return true;
    }
    if (byte !== QUOTE) return this.takeAsOne();
    const key = readKey(bytes, this.at);
    if (key === null) {
      if (bytes.length - this.at > ENTRY_LIMIT) return this.takeAsOne();
      return false;
    }
    if (!this.listSeen && key.ofEmail) return this.takeAsOne();
    this.at = key.value;
    if (key.objects) {
      this.listSeen = true;
      this.at += 1;
      this.mode = "list";
    } else if (bytes[this.at] === OPEN && this.wraps < WRAP_DEPTH && !this.listSeen) {
      this.at += 1;
      this.wraps += 1;
    } else {
      this.begin = this.at;
      this.depth = 0;
      this.inString = false;
      this.mode = "skip";
    }
    return true;
  }

  /** The object turned out to be an email itself: it is read again as one value. */
  private takeAsOne(): boolean {
    if (this.listSeen) {
      this.emitGroup();
      this.pieces.push({ kind: "rest", raw: rawStart(this.queue.view.subarray(this.at)) });
      this.mode = "done";
      return true;
    }
    this.at = this.wrapStart;
    this.wraps = 0;
    this.startValue("top");
    return true;
  }

  /** Moves to the end of the current value. */
  private cross(bytes: Buffer): boolean {
    if (!this.crossValue(bytes)) {
      if (this.mode === "value" && this.at - this.begin > ENTRY_LIMIT)
        this.dropped ??= rawStart(bytes.subarray(this.begin));
      return false;
    }
    if (this.mode === "skip") {
      this.mode = "wrap";
      return true;
    }
    // A stray closing sign is an element of its own, so that every move goes forward.
    if (this.at === this.begin) this.at += 1;
    if (this.dropped !== null) {
      this.emitGroup();
      this.pieces.push({ kind: "long", raw: this.dropped });
      this.dropped = null;
    } else this.addElement(this.begin, this.at);
    this.mode = this.home;
    return true;
  }

  private crossValue(bytes: Buffer): boolean {
    while (this.at < bytes.length) {
      if (this.inString) {
        const end = bytes.indexOf(QUOTE, this.at);
        this.at = end < 0 ? bytes.length : end + 1;
        if (end < 0) return false;
        let before = end - 1;
        while (before >= 0 && bytes[before] === BACKSLASH) before -= 1;
        if ((end - 1 - before) % 2 === 1) continue;
        this.inString = false;
        if (this.depth === 0) return true;
        continue;
      }
      const byte = bytes[this.at];
      if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN || byte === OPEN_LIST) this.depth += 1;
      else if (byte === CLOSE || byte === CLOSE_LIST) {
        if (this.depth === 0) return true;
        this.depth -= 1;
        if (this.depth === 0) {
          this.at += 1;
          return true;
        }
      } else if (this.depth === 0 && (byte === COMMA || isBlank(byte))) return true;
      this.at += 1;
    }
    return false;
  }

  private addElement(start: number, end: number) {
    if (end - start > ENTRY_LIMIT) {
      this.emitGroup();
      this.pieces.push({ kind: "long", raw: rawStart(this.queue.view.subarray(start)) });
      return;
    }
    this.starts.push(start);
    this.ends.push(end);
    if (end - (this.starts[0] ?? 0) > GROUP_BYTES) this.emitGroup();
  }

  private emitGroup() {
    const first = this.starts[0];
    if (first === undefined) return;
    // A copy, because the queue's bytes move on.
    const bytes = Buffer.from(this.queue.view.subarray(first, this.ends.at(-1)));
    const starts = this.starts.map((start) => start - first);
    this.pieces.push({ kind: "group", bytes, starts, ends: this.ends.map((end) => end - first) });
    this.starts = [];
    this.ends = [];
  }

  /** Lets go of the bytes that are not needed any more. */
  private release() {
    this.emitGroup();
    let keep = this.at;
    if (this.mode === "value" && this.dropped === null) keep = this.begin;
    else if (this.wraps > 0 && !this.listSeen) {
      keep = this.wrapStart;
      if (this.at - keep > ENTRY_LIMIT) this.takeAsOne();
    }
    // Backslashes at the cut decide whether a quote that follows ends its string.
    if (keep === this.at) while (keep > 0 && this.queue.view[keep - 1] === BACKSLASH) keep -= 1;
    this.queue.consume(keep);
    this.at -= keep;
    this.begin -= keep;
    this.wrapStart -= keep;
  }
}
