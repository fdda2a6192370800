import type { Entry } from "#lib/emails/email";
import { entryOfMessage } from "#lib/emails/eml";
import { MESSAGE_LIMIT } from "#lib/emails/limits";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";
import { collect, type Source } from "#lib/emails/random";

/** The first line of an .emlx file: how many bytes the message has that follows it. */
export const EMLX_START = /^[ \t]*(\d{1,10})[ \t]*\r?\n/;

/** The one email of an Apple Mail file: a line with its length, the message, and a property list that is not needed. */
export async function* readEmlx(source: Source, filename: string): AsyncGenerator<Entry> {
  const bytes = await collect(source, MESSAGE_LIMIT);
  if (bytes === null) {
    const message = `“${filename}” is larger than ${megabytes(MESSAGE_LIMIT)}, which is too much for one email.`;
    yield problemEntry(0, createProblem("the file", "too-long", message));
    return;
  }
  const line = EMLX_START.exec(bytes.toString("latin1", 0, 40));
  const start = line?.[0].length ?? 0;
  const end = start + Number(line?.[1] ?? 0);
  // A count that leads past the end is wrong: then the message ends where the property list begins.
  const list = bytes.lastIndexOf('<?xml version="1.0"');
  const stop = end <= bytes.length ? end : list > start ? list : bytes.length;
  yield entryOfMessage(bytes.subarray(start, stop), 0, "the file", `“${filename}”`, bytes.length);
}
