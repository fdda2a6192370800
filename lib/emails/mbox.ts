import { createByteQueue, isBlank, rawStart } from "#lib/emails/bytes";
import type { Entry } from "#lib/emails/email";
import { entryOfMessage } from "#lib/emails/eml";
import { isEnvelopeLine } from "#lib/emails/envelope";
import { isMailHeader } from "#lib/emails/headers";
import { MESSAGE_LIMIT } from "#lib/emails/limits";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";

const LF = 10;
const CR = 13;
const LINE_FROM = Buffer.from("\nFrom ");

/** How much of a From_ line is looked at. Real ones are short. */
const LINE_BYTES = 500;

/** The From_ line and the line after it: as much decides whether a message starts. */
const START_BYTES = 1_000;

/**
 * Emails of an mbox in any dialect (mboxo, mboxrd, mboxcl, mboxcl2, Thunderbird, Gmail), one at a time, so that memory does
 * not grow with the file. A From_ line counts after a blank line or before a header. A Content-Length is believed when a
 * message starts, or the file ends, right where it says.
 */
export async function* readMbox(source: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  let position = 0;
  for await (const message of messages(source)) {
    const number = position + 1;
    if (message.long) {
      const sentence = `Message ${number} is larger than ${megabytes(MESSAGE_LIMIT)}, so it was left out.`;
      yield problemEntry(position, createProblem(`message ${number}`, "too-long", sentence, rawStart(message.bytes)));
    } else {
      yield entryOfMessage(
        unescapeFrom(dropSeparator(message.bytes), message.counted),
        position,
        `message ${number}`,
        `Message ${number}`,
        message.bytes.length,
      );
    }
    position += 1;
  }
}

/** `counted`: its end was found by Content-Length. Valid until the next message. */
type Message = { bytes: Buffer; long: boolean; counted: boolean };

async function* messages(source: AsyncIterable<Uint8Array>): AsyncGenerator<Message> {
  const queue = createByteQueue();
  let searched = 0;
  let begun = false;
  let start: Buffer | null = null;
  for await (const chunk of source) {
    queue.append(chunk);
    for (;;) {
      if (!begun) {
        let blank = 0;
        while (isBlank(queue.view[blank])) blank += 1;
        queue.consume(blank);
        if (queue.view.length === 0) break;
        begun = true;
        searched = 0;
      }
      const end = start ? findNext(queue.view, searched, false) : findEnd(queue.view, searched, false);
      if (typeof end === "number") {
        searched = end;
        break;
      }
      yield start
        ? { bytes: start, long: true, counted: false }
        : { bytes: queue.view.subarray(0, end.at), long: end.at > MESSAGE_LIMIT, counted: end.counted };
      start = null;
      queue.consume(end.at);
      searched = 0;
    }
    if (queue.view.length > MESSAGE_LIMIT && searched > START_BYTES) {
      start ??= Buffer.from(queue.view.subarray(0, 8_000));
      // The last bytes stay, because the next From_ line may have begun in them.
      const gone = searched - 4;
      queue.consume(gone);
      searched -= gone;
    }
  }
  while (begun && queue.view.length > 0) {
    const end = start ? findNext(queue.view, searched, true) : findEnd(queue.view, searched, true);
    const at = typeof end === "number" ? queue.view.length : end.at;
    yield start
      ? { bytes: start, long: true, counted: false }
      : {
          bytes: queue.view.subarray(0, at),
          long: at > MESSAGE_LIMIT,
          counted: typeof end !== "number" && end.counted,
        };
    start = null;
    queue.consume(at);
    searched = 0;
  }
}

type End = { at: number; counted: boolean };

/** Where the message at the start of `bytes` ends, or (a number) from where to search when there are more bytes. */
function findEnd(bytes: Buffer, searched: number, last: boolean): End | number {
  const counted = countedEnd(bytes, last);
  if (counted === "more") return searched;
  if (counted !== null) return { at: counted, counted: true };
  return findNext(bytes, searched, last);
}

function findNext(bytes: Buffer, searched: number, last: boolean): End | number {
  let at = bytes.indexOf(LINE_FROM, Math.max(0, searched));
  while (at >= 0) {
    const line = at + 1;
    if (!last && bytes.length - line < START_BYTES) return at;
    if (startsMessage(bytes, line) && (isBlankBefore(bytes, at) || isBeforeHeader(bytes, line)))
      return { at: line, counted: false };
    at = bytes.indexOf(LINE_FROM, line);
  }
  return Math.max(0, bytes.length - LINE_FROM.length);
}

function isBlankBefore(bytes: Buffer, newline: number): boolean {
  const before = bytes[newline - 1] === CR ? newline - 2 : newline - 1;
  return bytes[before] === LF;
}

function startsMessage(bytes: Buffer, line: number): boolean {
  return isEnvelopeLine(lineAt(bytes, line).trimEnd());
}

/** Some programs write no blank line between messages; a header after the From_ line speaks for one as well. */
function isBeforeHeader(bytes: Buffer, line: number): boolean {
  return isMailHeader(lineAt(bytes, line + lineAt(bytes, line).length + 1));
}

function lineAt(bytes: Buffer, start: number): string {
  const end = bytes.indexOf(LF, start);
  return bytes.toString("latin1", start, Math.min(end < 0 ? bytes.length : end, start + LINE_BYTES));
}

/** How far into a message its Content-Length is looked for. */
const LENGTH_HEADERS = 64 * 1024;

/** The end that Content-Length gives, null when there is none or it is wrong, "more" when that cannot be told yet. */
function countedEnd(bytes: Buffer, last: boolean): number | "more" | null {
  const header = headerEnd(bytes);
  if (header < 0) return last || bytes.length >= LENGTH_HEADERS ? null : "more";
  const length = /^content-length:[ \t]*(\d{1,9})[ \t]*\r?$/im.exec(bytes.toString("latin1", 0, header))?.[1];
  if (length === undefined || Number(length) > MESSAGE_LIMIT) return null;
  const end = header + Number(length);
  if (end + START_BYTES > bytes.length && !last) return "more";
  if (end > bytes.length) return null;
  let next = end;
  while (next < end + 4 && (bytes[next] === CR || bytes[next] === LF)) next += 1;
  if (next >= bytes.length) return bytes.length;
  return bytes[next - 1] === LF && startsMessage(bytes, next) ? next : null;
}

function headerEnd(bytes: Buffer): number {
  const head = bytes.subarray(0, LENGTH_HEADERS);
  const one = head.indexOf("\n\n");
  const two = head.indexOf("\n\r\n");
  if (one < 0 && two < 0) return -1;
  return two < 0 || (one >= 0 && one < two) ? one + 2 : two + 3;
}

/** The blank line before the next From_ line belongs to the mbox, not to the message. */
function dropSeparator(bytes: Buffer): Buffer {
  const last = bytes.length - 1;
  if (bytes[last] !== LF) return bytes;
  const before = bytes[last - 1] === CR ? last - 2 : last - 1;
  return bytes[before] === LF ? bytes.subarray(0, before + 1) : bytes;
}

/** Takes one ">" from lines that read ">From " (mboxo, mboxrd, mboxcl); mboxcl2 counts bytes and escapes nothing. */
function unescapeFrom(bytes: Buffer, counted: boolean): Buffer {
  if (!bytes.includes(">From ") || (counted && bytes.includes("\nFrom "))) return bytes;
  const target = Buffer.allocUnsafe(bytes.length);
  let filled = 0;
  let kept = 0;
  let at = bytes.indexOf(">From ");
  while (at >= 0) {
    let start = at;
    while (start > 0 && bytes[start - 1] === 0x3e) start -= 1;
    if (start > 0 && bytes[start - 1] === LF) {
      filled += bytes.copy(target, filled, kept, start);
      kept = start + 1;
    }
    at = bytes.indexOf(">From ", at + 1);
  }
  filled += bytes.copy(target, filled, kept);
  return target.subarray(0, filled);
}
