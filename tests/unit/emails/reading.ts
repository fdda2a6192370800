import type { Email, Entry, Problem } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";

/** Bytes as a file gives them, cut into chunks of at most `size`. */
async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Everything a file holds. Strings stand for UTF-8. */
export async function readAll(content: string | Uint8Array, filename: string, size?: number): Promise<Entry[]> {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  const entries: Entry[] = [];
  for await (const entry of readEmails(chunks(bytes, size), filename)) entries.push(entry);
  return entries;
}

export function emailsOf(entries: Entry[]): Email[] {
  return entries.flatMap((entry) => (entry.kind === "email" ? [entry.email] : []));
}

export function problemsOf(entries: Entry[]): Problem[] {
  return entries.flatMap((entry) => (entry.kind === "problem" ? [entry.problem] : []));
}

/** The only email of a file that holds one and nothing else. */
export async function readOne(content: string | Uint8Array, filename: string): Promise<Email> {
  const entries = await readAll(content, filename);
  const [entry] = entries;
  if (entries.length !== 1 || entry?.kind !== "email") throw new Error(`not one email: ${JSON.stringify(entries)}`);
  return entry.email;
}

/** UTF-16 with its byte order mark. */
export function utf16(text: string, order: "le" | "be"): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}
