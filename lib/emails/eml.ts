import { rawStart } from "#lib/emails/bytes";
import type { Entry } from "#lib/emails/email";
import { MESSAGE_LIMIT } from "#lib/emails/limits";
import { readMessage } from "#lib/emails/message";
import { createProblem, megabytes, problemEntry } from "#lib/emails/problem";

/** The one email of an .eml file. */
export async function* readEml(source: AsyncIterable<Uint8Array>, filename: string): AsyncGenerator<Entry> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= MESSAGE_LIMIT) continue;
    const message = `“${filename}” is larger than ${megabytes(MESSAGE_LIMIT)}, which is too much for one email.`;
    yield problemEntry(0, createProblem("the file", "too-long", message, rawStart(chunks[0] ?? chunk)));
    return;
  }
  const bytes = Buffer.concat(chunks);
  // Not to be held twice while it is read.
  chunks.length = 0;
  yield entryOfMessage(bytes, 0, "the file", `“${filename}”`);
}

/** The entry of one message; `name` starts the sentence of a problem. */
export function entryOfMessage(
  bytes: Uint8Array,
  position: number,
  place: string,
  name: string,
  size = bytes.length,
): Entry {
  const email = readMessage(bytes);
  if (!("code" in email)) return { kind: "email", position, email, bytes: size };
  return problemEntry(position, createProblem(place, email.code, `${name} ${email.reason}.`, rawStart(bytes)));
}
