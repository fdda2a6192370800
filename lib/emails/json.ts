import { rawStart } from "#lib/emails/bytes";
import { decodeText } from "#lib/emails/charset";
import type { Entry, Problem } from "#lib/emails/email";
import { repairJson } from "#lib/emails/json-repair";
import { type JsonGroup, type JsonPiece, JsonSplitter } from "#lib/emails/json-split";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { createProblem, megabytes } from "#lib/emails/problem";
import { BROKEN, createRecordReader, type JsonItem } from "#lib/emails/records";
import type { ReadOptions } from "#lib/emails/table";

/** Emails of JSON as UTF-8 chunks: an array, a wrapped array, objects in a row or one object. */
export async function* readJson(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  options: ReadOptions = {},
): AsyncGenerator<Entry> {
  const splitter = new JsonSplitter();
  const records = createRecordReader(filename, options);
  const reading: Reading = { filename, spare: RESCAN_LIMIT };
  for await (const chunk of source) {
    // Not yield*: it would wait twice for each entry.
    for (const item of itemsOf(splitter.push(chunk), reading)) for (const entry of records.take(item)) yield entry;
    if (records.isRefused()) return;
  }
  for (const item of itemsOf(splitter.finish(), reading)) for (const entry of records.take(item)) yield entry;
  yield* records.finish();
}

/** What is known of a file; `spare` is how many bytes may still be looked at a second time. */
type Reading = { filename: string; spare: number };

/** Bytes of one file that are split again after a missing quotation mark, so that a broken file costs a bounded time. */
const RESCAN_LIMIT = 4 * ENTRY_LIMIT;

function* itemsOf(pieces: JsonPiece[], reading: Reading): Generator<JsonItem> {
  for (const piece of pieces) {
    if (piece.kind === "group") yield* itemsOfGroup(piece, reading);
    else {
      const followers = piece.kind === "cut" ? splitAgain(piece.open, reading) : null;
      if (followers) {
        yield brokenItem(followers.broken);
        yield* itemsOf(followers.pieces, reading);
      } else yield { kind: "problem", problem: (position) => problemOf(piece, position, reading.filename) };
    }
  }
}

function problemOf(piece: Exclude<JsonPiece, JsonGroup>, position: number, filename: string): Problem {
  const number = position + 1;
  if (piece.kind === "long") {
    const message = `Message ${number} is larger than ${megabytes(ENTRY_LIMIT)}, or a quotation mark is missing in it, so it was left out.`;
    return createProblem(`message ${number}`, "too-long", message, piece.raw);
  }
  if (piece.kind === "rest") {
    const message =
      position === 0
        ? `“${filename}” does not hold readable JSON.`
        : `After message ${position}, “${filename}” goes on with something that is not JSON; nothing was read from there on.`;
    return createProblem("the file", "not-json", message, piece.raw);
  }
  const where = piece.raw === "" ? `after message ${position}` : `inside message ${number}`;
  const message = `“${filename}” stops in the middle: it ends ${where}. It may have been cut off when it was saved or copied.`;
  return createProblem("the file", "truncated", message, piece.raw);
}

function brokenItem(broken: Buffer): JsonItem {
  return { kind: "value", value: BROKEN, bytes: broken.length, raw: () => rawStart(broken) };
}

function* itemsOfGroup(group: JsonGroup, reading: Reading): Generator<JsonItem> {
  const values = parseGroup(group);
  for (let at = 0; at < group.starts.length; at += 1) {
    const bytes = group.bytes.subarray(group.starts[at], group.ends[at]);
    const value = values ? values[at] : parseElement(bytes);
    const followers = value === BROKEN ? splitAgain(bytes, reading) : null;
    if (followers) {
      yield brokenItem(followers.broken);
      // The end of the region is not the end of the file.
      yield* itemsOf(
        followers.pieces.filter((piece) => piece.kind !== "cut" || piece.raw !== ""),
        reading,
      );
    } else yield { kind: "value", value, bytes: bytes.length, raw: () => decodeText(bytes.subarray(0, 8_000)) };
  }
}

/**
 * A missing quotation mark makes one element swallow those behind it. They are found again where an object ends and one
 * with a key begins; null when there is no such place.
 */
function splitAgain(bytes: Buffer, reading: Reading): { broken: Buffer; pieces: JsonPiece[] } | null {
  if (bytes.length > reading.spare) return null;
  let end = bytes.indexOf(0x7d, 1);
  while (end >= 0) {
    const next = /^\}\s*,\s*(?=\{\s*")/.exec(bytes.toString("latin1", end, end + 200));
    if (next) {
      reading.spare -= bytes.length;
      const splitter = new JsonSplitter(true);
      const rest = bytes.subarray(end + next[0].length);
      return { broken: bytes.subarray(0, end + 1), pieces: [...splitter.push(rest), ...splitter.finish()] };
    }
    end = bytes.indexOf(0x7d, end + 1);
  }
  return null;
}

/** All values at once; null when one of them is broken or the bytes are not UTF-8, so that each is looked at alone. */
function parseGroup(group: JsonGroup): unknown[] | null {
  const text = group.bytes.toString("utf8");
  if (text.includes("\uFFFD")) return null;
  try {
    const values: unknown = JSON.parse(`[${text}]`);
    return Array.isArray(values) && values.length === group.starts.length ? values : null;
  } catch {
    return null;
  }
}

/** One line or element as a value; BROKEN when JSON.parse refuses it, also after a repair. */
export function parseElement(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  try {
    return JSON.parse(text);
  } catch {
    return parseRepaired(text);
  }
}

function parseRepaired(text: string): unknown {
  try {
    return JSON.parse(repairJson(text));
  } catch {
    return BROKEN;
  }
}
