import { createByteQueue, isBlank, rawStart } from "#lib/emails/bytes";
import { decodeText } from "#lib/emails/charset";
import type { Entry } from "#lib/emails/email";
import { parseElement } from "#lib/emails/json";
import { ENTRY_LIMIT } from "#lib/emails/limits";
import { isRecord } from "#lib/emails/object";
import { createProblem, megabytes } from "#lib/emails/problem";
import { BROKEN, createRecordReader } from "#lib/emails/records";
import type { ReadOptions } from "#lib/emails/table";

const NEWLINE = 0x0a;

/** Emails of JSON lines as UTF-8 chunks. Blank lines and the index lines of search engines are passed over. */
export async function* readJsonl(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  options: ReadOptions = {},
): AsyncGenerator<Entry> {
  const records = createRecordReader(filename, options);
  let number = 0;
  for await (const line of lines(source)) {
    number += 1;
    const place = `line ${number}`;
    if (line.long) {
      const message = `Line ${number} is longer than ${megabytes(ENTRY_LIMIT)}, so it was left out.`;
      const problem = createProblem(place, "too-long", message, rawStart(line.bytes));
      yield* records.take({ kind: "problem", problem: () => problem });
      continue;
    }
    const bytes = trim(line.bytes);
    if (bytes.length === 0) continue;
    const value = parseElement(bytes);
    if (isIndexLine(value)) continue;
    // The bytes move on while the first elements wait to be looked at together.
    const start = value === BROKEN || !isRecord(value) ? Buffer.from(bytes.subarray(0, 8_000)) : null;
    const raw = () => (start ? decodeText(start) : JSON.stringify(value));
    yield* records.take({ kind: "value", value, bytes: bytes.length, raw, place });
    if (records.isRefused()) return;
  }
  yield* records.finish();
}

type Line = { bytes: Buffer; long: boolean };

/** The lines of a source, without their ends. A line over the limit comes as its first bytes. Valid until the next one. */
async function* lines(source: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const queue = createByteQueue();
  let searched = 0;
  let start: Buffer | null = null;
  for await (const chunk of source) {
    queue.append(chunk);
    for (;;) {
      const end = queue.view.indexOf(NEWLINE, searched);
      if (end < 0) break;
      yield start ? { bytes: start, long: true } : lineOf(queue.view.subarray(0, end));
      start = null;
      queue.consume(end + 1);
      searched = 0;
    }
    searched = queue.view.length;
    if (searched > ENTRY_LIMIT) {
      start ??= Buffer.from(queue.view.subarray(0, 8_000));
      queue.consume(searched);
      searched = 0;
    }
  }
  if (start) yield { bytes: start, long: true };
  else if (queue.view.length > 0) yield lineOf(queue.view);
}

function lineOf(bytes: Buffer): Line {
  return { bytes, long: bytes.length > ENTRY_LIMIT };
}

function trim(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (start < end && isBlank(bytes[start])) start += 1;
  while (end > start && (isBlank(bytes[end - 1]) || bytes[end - 1] === 0x2c)) end -= 1;
  return bytes.subarray(start, end);
}

/** {"index":{…}} and {"create":{…}} stand before each line of a bulk export. */
function isIndexLine(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return (
    keys.length === 1 &&
    (keys[0] === "index" || keys[0] === "create") &&
    (isRecord(value[keys[0]]) || typeof value[keys[0]] === "number")
  );
}
