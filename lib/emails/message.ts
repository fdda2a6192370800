import { parseAddresses } from "#lib/emails/addresses";
import { readBody } from "#lib/emails/body";
import { guessCharset, sniffUnicode } from "#lib/emails/charset";
import { parseDate } from "#lib/emails/dates";
import type { Email } from "#lib/emails/email";
import { isEnvelopeLine } from "#lib/emails/envelope";
import { decodeHeader, decodeRaw, headerOf, headersOf, isMailHeader, isRaw } from "#lib/emails/headers";
import { MessageLimitError, type Part, readParts } from "#lib/emails/parts";
import { standIn } from "#lib/emails/stand-in";

/** Why a message could not be read: `reason` goes on after its name ("has more than 1000 parts"). */
export type Unreadable = { code: string; reason: string };

/**
 * One message in Internet Message Format (RFC 5322, MIME), however badly written. A From_ line of an mbox at its head
 * is passed over. Never throws.
 */
export function readMessage(source: Uint8Array): Email | Unreadable {
  const bytes = skipEnvelope(toSingleByte(source));
  if (bytes.length === 0) return { code: "empty", reason: "is empty" };
  try {
    const root = readParts(bytes);
    if (!root.headers.some((header) => isMailHeader(`${header.name}:`))) {
      return { code: "not-mail", reason: "has no email headers (From, To, Subject), so it cannot be read as an email" };
    }
    return emailOf(root, bytes);
  } catch (error) {
    if (error instanceof MessageLimitError)
      return { code: error.code, reason: `${error.message}, as no ordinary email does, so it was left out` };
    return { code: "unreadable", reason: "is damaged in a way that could not be read" };
  }
}

function emailOf(root: Part, bytes: Buffer): Email {
  const charset = charsetOf(root) ?? guessOf(root, bytes);
  const decoded = (name: string) => decodeHeader(headerOf(root.headers, name), charset);
  const people = (name: string) => parseAddresses(decodeRaw(headersOf(root.headers, name), charset));
  const { text, hiddenText, attachments } = readBody(root, charset);
  return {
    messageId: idsOf(decoded("message-id"))[0] ?? null,
    inReplyTo: idsOf(decoded("in-reply-to"))[0] ?? null,
    references: idsOf(decoded("references")),
    fromText: decodeHeader(headersOf(root.headers, "from"), charset),
    from: people("from"),
    to: people("to"),
    cc: people("cc"),
    date: parseDate(decoded("date")) ?? parseDate(decoded("delivery-date")),
    subject: decoded("subject"),
    text: text.trim() === "" ? standIn(root, charset) : text,
    attachments,
    hiddenText,
    path: "",
    folder: "",
    extra: {},
  };
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

/** Raw bytes in headers that nothing explains: the whole message tells more about them than one line. */
function guessOf(root: Part, bytes: Buffer): string | null {
  return root.headers.some((header) => isRaw(header.value)) ? guessCharset(bytes) : null;
}

/** Message ids without their angle brackets. */
function idsOf(text: string): string[] {
  const bracketed = [...text.matchAll(/<([^<>]+)>/g)].map((match) => (match[1] ?? "").replace(/\s+/g, ""));
  if (bracketed.length > 0) return bracketed;
  return text.split(/[\s,]+/).filter((word) => word.length > 2);
}

/** UTF-16 files (saved by an editor) as UTF-8, no byte order mark, and line ends as mail has them. */
function toSingleByte(source: Uint8Array): Buffer {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.length);
  const mark = sniffUnicode(bytes.subarray(0, 512));
  if (mark === "utf-8") return bytes.subarray(3);
  if (mark) return Buffer.from(new TextDecoder(mark).decode(bytes));
  return hasStrangeEnds(bytes) ? Buffer.from(bytes.toString("latin1").replace(/\r+\n?/g, "\n"), "latin1") : bytes;
}

/** An old Macintosh ends lines with CR alone; a file that was made a Windows one twice has two of them. */
function hasStrangeEnds(bytes: Buffer): boolean {
  const end = bytes.indexOf(10);
  return end < 0 ? bytes.includes(13) : end > 1 && bytes[end - 1] === 13 && bytes[end - 2] === 13;
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
