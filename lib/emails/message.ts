import { parseAddresses } from "#lib/emails/addresses";
import { readBody } from "#lib/emails/body";
import { sniffUnicode } from "#lib/emails/charset";
import { parseDate } from "#lib/emails/dates";
import type { Email } from "#lib/emails/email";
import { isEnvelopeLine } from "#lib/emails/envelope";
import { decodeHeader, headerOf, headersOf } from "#lib/emails/headers";
import { MessageLimitError, type Part, readParts } from "#lib/emails/parts";

/** Why a message could not be read: `reason` goes on after its name ("has more than 1000 parts"). */
export type Unreadable = { code: string; reason: string };

const NEEDED = new Set([
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "cc",
  "sender",
  "received",
  "mime-version",
  "return-path",
]);

/**
 * One message in Internet Message Format (RFC 5322, MIME), however badly written. A From_ line of an mbox at its head
 * is passed over. Never throws.
 */
export function readMessage(source: Uint8Array): Email | Unreadable {
  const bytes = skipEnvelope(toSingleByte(source));
  if (bytes.length === 0) return { code: "empty", reason: "is empty" };
  try {
    const root = readParts(bytes);
    if (!root.headers.some((header) => NEEDED.has(header.name))) {
      return { code: "not-mail", reason: "has no email headers (From, To, Subject), so it cannot be read as an email" };
    }
    return emailOf(root);
  } catch (error) {
    if (error instanceof MessageLimitError)
      return { code: error.code, reason: `${error.message}, as no ordinary email does, so it was left out` };
    return { code: "unreadable", reason: "is damaged in a way that could not be read" };
  }
}

function emailOf(root: Part): Email {
  const charset = charsetOf(root);
  const decoded = (name: string) => decodeHeader(headerOf(root.headers, name), charset);
  const people = (name: string) => parseAddresses(decodeHeader(headersOf(root.headers, name), charset));
  const { text, attachments } = readBody(root, charset);
  return {
    messageId: idsOf(decoded("message-id"))[0] ?? null,
    inReplyTo: idsOf(decoded("in-reply-to"))[0] ?? null,
    references: idsOf(decoded("references")),
    fromText: decodeHeader(headersOf(root.headers, "from"), charset),
    from: peopleOf(headersOf(root.headers, "from"), charset),
    to: people("to"),
    cc: people("cc"),
    date: parseDate(decoded("date")) ?? parseDate(decoded("delivery-date")),
    subject: decoded("subject"),
    text,
    attachments,
    hiddenText: "",
    path: "",
    extra: {},
  };
}

function peopleOf(raw: string, charset: string | null) {
  return parseAddresses(decodeHeader(raw, charset));
}

/** The charset that raw bytes in headers most likely have: the one the first text part declares. */
function charsetOf(part: Part): string | null {
  const own = part.type.value.startsWith("text/") ? part.type.params.get("charset") : undefined;
  if (own && !/^(?:us-)?ascii$|^utf-?7$/i.test(own)) return own;
  for (const child of part.children) {
    const charset = charsetOf(child);
    if (charset) return charset;
  }
  return null;
}

/** Message ids without their angle brackets. */
function idsOf(text: string): string[] {
  const bracketed = [...text.matchAll(/<([^<>]+)>/g)].map((match) => (match[1] ?? "").replace(/\s+/g, ""));
  if (bracketed.length > 0) return bracketed;
  return text.split(/[\s,]+/).filter((word) => word.length > 2);
}

/** UTF-16 files (saved by an editor) as UTF-8, and no byte order mark. */
function toSingleByte(source: Uint8Array): Buffer {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.length);
  const mark = sniffUnicode(bytes.subarray(0, 512));
  if (mark === "utf-8") return bytes.subarray(3);
  return mark ? Buffer.from(new TextDecoder(mark).decode(bytes)) : bytes;
}

function skipEnvelope(bytes: Buffer): Buffer {
  let at = 0;
  for (;;) {
    while (bytes[at] === 10 || bytes[at] === 13) at += 1;
    const end = bytes.indexOf(10, at);
    const line = bytes.toString("latin1", at, Math.min(end < 0 ? bytes.length : end, at + 500));
    if (!isEnvelopeLine(line) && !line.startsWith(">From ")) return bytes.subarray(at);
    if (end < 0) return bytes.subarray(bytes.length);
    at = end + 1;
  }
}
