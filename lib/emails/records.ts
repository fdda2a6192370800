import { emailsFromObject } from "#lib/emails/conversation";
import type { Entry, Problem } from "#lib/emails/email";
import { recogniseForeignRecord } from "#lib/emails/foreign-record";
import { type Hints, isRecord } from "#lib/emails/object";
import { createProblem, problemEntry } from "#lib/emails/problem";
import { describeTable, headersIdOf, type ReadOptions } from "#lib/emails/table";

/** Marks an element that is no valid JSON. */
export const BROKEN = Symbol("broken");

/**
 * One element of JSON or line of JSONL, or why there is none; problems learn their position late, because one element
 * may hold several emails. `place` ("line 3") is for lines; elements are "message 3".
 */
export type JsonItem =
  | { kind: "value"; value: unknown; bytes: number; raw: () => string; place?: string }
  | { kind: "problem"; problem: (position: number) => Problem };

/** How many elements are looked at before the first is read, at most. */
const AHEAD_ITEMS = 100;
const AHEAD_BYTES = 1024 * 1024;
/** More keys than these are no columns that anybody would match. */
const MOST_COLUMNS = 200;

/**
 * Makes entries of JSON elements. The first hundred are looked at together: a chat or a vendor's file is refused as a
 * whole, and where every element is flat, their keys are the columns of a table.
 */
export function createRecordReader(filename: string, options: ReadOptions) {
  let ahead: JsonItem[] | null = [];
  let aheadBytes = 0;
  let position = 0;
  let hints: Hints | undefined;
  let isRefused = false;

  function take(item: JsonItem): Entry[] {
    if (isRefused) return [];
    if (!ahead) return entriesOf(item);
    ahead.push(item);
    if (item.kind === "value") aheadBytes += item.bytes;
    return ahead.length >= AHEAD_ITEMS || aheadBytes >= AHEAD_BYTES ? finish() : [];
  }

  function finish(): Entry[] {
    const items = ahead ?? [];
    ahead = null;
    const records = items.flatMap((item) => (item.kind === "value" && isRecord(item.value) ? [item.value] : []));
    const foreign = recogniseForeignRecord(records);
    if (foreign) {
      isRefused = true;
      return [problemEntry(0, createProblem("the file", foreign.code, `“${filename}” ${foreign.message}`))];
    }
    hints ??= hintsOf(records, options);
    return items.flatMap(entriesOf);
  }

  function entriesOf(item: JsonItem): Entry[] {
    if (item.kind === "problem") return [problemEntry(position, item.problem(position++))];
    const emails = isRecord(item.value) ? emailsFromObject(item.value, hints) : [];
    if (emails.length === 0) {
      const problem = problemOf(item.value, item.place ?? `message ${position + 1}`, item.raw());
      return [problemEntry(position++, problem)];
    }
    const bytes = Math.ceil(item.bytes / emails.length);
    return emails.map((email) => ({ kind: "email", position: position++, email, bytes }));
  }

  return { take, finish, isRefused: () => isRefused };
}

function problemOf(value: unknown, place: string, raw: string): Problem {
  const named = place.charAt(0).toUpperCase() + place.slice(1);
  const [code, reason] =
    value === BROKEN
      ? ["not-json", "is not valid JSON: a quotation mark, comma or bracket is missing or too many"]
      : isRecord(value)
        ? ["no-content", "has neither a subject nor a body"]
        : ["not-object", "is not an email: it should be an object with from, to, subject and body"];
  return createProblem(place, code, `${named} ${reason}.`, raw);
}

/** The keys of flat elements as columns; nothing where elements hold objects, which tell more than a table can. */
function hintsOf(records: Record<string, unknown>[], options: ReadOptions): Hints | undefined {
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  names.delete("__proto__");
  if (names.size === 0 || names.size > MOST_COLUMNS || !records.every(isFlat)) return undefined;
  const columns = [...names];
  const rows = records.map((record) => columns.map((column) => cellOf(record[column])));
  return describeTable({ columns, rows, headersId: headersIdOf([...columns].sort()) }, options);
}

function isFlat(record: Record<string, unknown>): boolean {
  return Object.values(record).every(
    (value) => !isRecord(value) && (!Array.isArray(value) || value.every((one) => typeof one === "string")),
  );
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : Array.isArray(value) ? value.join(", ") : String(value);
}
