import { decodeText } from "#lib/emails/charset";
import type { Entry } from "#lib/emails/email";
import { repairJson } from "#lib/emails/json-repair";
import { type JsonGroup, JsonSplitter } from "#lib/emails/json-split";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { emailFromObject, isRecord } from "#lib/emails/object";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";

/** Emails of JSON as UTF-8 chunks: an array, a wrapped array, objects in a row or one object. */
export async function* readJson(source: AsyncIterable<Uint8Array>, filename: string): AsyncGenerator<Entry> {
  const splitter = new JsonSplitter();
  let position = 0;
  const emit = function* (pieces: ReturnType<JsonSplitter["push"]>): Generator<Entry> {
    for (const piece of pieces) {
      if (piece.kind === "group") {
        for (const entry of entriesOf(piece, position)) {
          position += 1;
          yield entry;
        }
      } else {
        const number = position + 1;
        if (piece.kind === "long") {
          const message = `Message ${number} is larger than ${megabytes(ENTRY_LIMIT)}, or a quotation mark is missing in it, so it was left out.`;
          yield problemEntry(position, createProblem(`message ${number}`, "too-long", message, piece.raw));
        } else if (piece.kind === "rest") {
          const message = `After message ${position}, “${filename}” goes on with something that is not JSON; nothing was read from there on.`;
          const first = `“${filename}” does not hold readable JSON.`;
          yield problemEntry(
            position,
            createProblem("the file", "not-json", position === 0 ? first : message, piece.raw),
          );
        } else {
          const message = `“${filename}” stops in the middle: it ends ${piece.raw === "" ? `after message ${position}` : `inside message ${number}`}, ${position} read before it. It may have been cut off when it was saved or copied.`;
          yield problemEntry(position, createProblem("the file", "truncated", message, piece.raw));
        }
        position += 1;
      }
    }
  };
  for await (const chunk of source) yield* emit(splitter.push(chunk));
  yield* emit(splitter.finish());
}

function* entriesOf(group: JsonGroup, first: number): Generator<Entry> {
  const values = parseGroup(group);
  for (let at = 0; at < group.starts.length; at += 1) {
    const start = group.starts[at] as number;
    const end = group.ends[at] as number;
    const value = values ? values[at] : parseOne(group.bytes.subarray(start, end));
    yield* entryOf(value, first + at, end - start, () =>
      decodeText(group.bytes.subarray(start, Math.min(end, start + 8_000))),
    );
  }
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

/** Marks an element that JSON.parse refuses, also after a repair. */
const BROKEN = Symbol("broken");

function parseOne(bytes: Uint8Array): unknown {
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

/** The entry of one parsed element; also used for the lines of JSONL (`place` "line 3"). */
export function* entryOf(
  value: unknown,
  position: number,
  bytes: number,
  raw: () => string,
  place = `message ${position + 1}`,
): Generator<Entry> {
  const named = place.charAt(0).toUpperCase() + place.slice(1);
  if (value === BROKEN) {
    const message = `${named} is not valid JSON: a quotation mark, comma or bracket is missing or too many.`;
    yield problemEntry(position, createProblem(place, "not-json", message, raw()));
    return;
  }
  if (!isRecord(value)) {
    const message = `${named} is not an email: it should be an object with from, to, subject and body.`;
    yield problemEntry(position, createProblem(place, "not-object", message, raw()));
    return;
  }
  const email = emailFromObject(value);
  if (email) yield { kind: "email", position, email, bytes };
  else
    yield problemEntry(
      position,
      createProblem(place, "no-content", `${named} has neither a subject nor a body.`, raw()),
    );
}

/** One line or element as a value; broken ones come back marked for `entryOf`. */
export function parseElement(bytes: Uint8Array): unknown {
  return parseOne(bytes);
}
