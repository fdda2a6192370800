import { decodeText } from "#lib/emails/charset";
import { cleanText } from "#lib/emails/clean";
import type { Attachment } from "#lib/emails/email";
import { decodeHeader, headerOf } from "#lib/emails/headers";
import { readHtml } from "#lib/emails/html";
import { HIDDEN_LIMIT } from "#lib/emails/html-hidden";
import { TEXT_LIMIT } from "#lib/emails/limits";
import type { Part } from "#lib/emails/parts";
import { createPieces } from "#lib/emails/pieces";
import { megabytes } from "#lib/emails/problem";
import { SMIME_TYPE } from "#lib/emails/smime";
import { decodedSize, decodeTransfer } from "#lib/emails/transfer";

/** What is readable of a message, what its HTML hides from the eye, and what is attached. */
export type Body = { text: string; hiddenText: string; attachments: Attachment[] };

/** Reads the body of a message; `charset` is its likeliest one. Hidden words are those of the HTML that `text` came from. */
export function readBody(root: Part, charset: string | null): Body {
  const found: Found = { attachments: [], hidden: [] };
  const text = textOf(root, charset, found, true);
  return {
    text: cleanText(text),
    hiddenText: found.hidden.join(" ").slice(0, HIDDEN_LIMIT),
    attachments: found.attachments,
  };
}

/** What is met on the way through the parts. */
export type Found = { attachments: Attachment[]; hidden: string[] };

/** Reports of mail servers, which are plain text under other names (RFC 3464, 8098, 5965). */
export const REPORT_TYPE =
  /^message\/(?:(?:global-)?delivery-status|(?:global-)?disposition-notification|feedback-report)$/;

/** The text of a part and all below it; `first` while no text has been found. */
function textOf(part: Part, charset: string | null, found: Found, first: boolean): string {
  if (part.type.value === "message/rfc822" && !isAttached(part)) return forwardedOf(part, charset, found);
  if (part.type.value === "multipart/alternative") return alternativeOf(part, charset, found, first);
  if (part.type.value.startsWith("multipart/")) {
    let text = "";
    for (const child of part.children) {
      let next = textOf(child, charset, found, first && text.trim() === "");
      // A report that comes without words stands before the message that it is about.
      if (REPORT_TYPE.test(child.type.value) && isPlain(part) === null) next = leafText(child, charset, found);
      text = text === "" || next === "" ? text + next : `${text.endsWith("\n") ? text : `${text}\n`}${next}`;
    }
    return text;
  }
  const signed = SMIME_TYPE.test(part.type.value) ? part.children[0] : undefined;
  if (signed) return textOf(signed, charset, found, first);
  if (isText(part, first)) return leafText(part, charset, found);
  if (part.body.length > 0 || fileName(part, charset) !== "") found.attachments.push(attachmentOf(part, charset));
  return "";
}

/** The same words several times over: plain text when there is any, else the richest that has words. */
function alternativeOf(part: Part, charset: string | null, found: Found, first: boolean): string {
  let best = "";
  let bestIsPlain = false;
  let hidden: string[] = [];
  for (const child of part.children) {
    const plain = isPlain(child) ?? false;
    // Once plain text is found, only attachments are still of interest.
    if (bestIsPlain && isText(child, first)) continue;
    const own: Found = { attachments: found.attachments, hidden: [] };
    const text = textOf(child, charset, own, first);
    if (text.trim() === "" || bestIsPlain) continue;
    best = text;
    hidden = own.hidden;
    bestIsPlain = plain;
  }
  found.hidden.push(...hidden);
  return best;
}

/** Whether the words of a part, or the first of those in it, are plain text; null when it has none. */
function isPlain(part: Part): boolean | null {
  const type = part.type.value;
  if (type === "text/plain" || type === "text/html") return isAttached(part) ? null : type === "text/plain";
  if (!type.startsWith("multipart/")) return null;
  const inside = part.children.map(isPlain).filter((plain) => plain !== null);
  return type === "multipart/alternative" ? inside.includes(true) || (inside[0] ?? null) : (inside[0] ?? null);
}

function isAttached(part: Part): boolean {
  return part.disposition.value === "attachment";
}

/** Text to read: not attached, and no file, unless it is all there is to read. */
function isText(part: Part, first: boolean): boolean {
  const type = part.type.value;
  if (type !== "text/plain" && type !== "text/html") return false;
  if (isAttached(part)) return false;
  return first || (!part.disposition.params.has("filename") && !part.type.params.has("name"));
}

/** The text of one part that has no parts inside. */
export function leafText(part: Part, charset: string | null, found: Found): string {
  const declared = part.type.params.get("charset") ?? null;
  // Quoted-printable takes up to three bytes for one.
  const bytes = decodeTransfer(part.body.subarray(0, 3 * TEXT_LIMIT), part.encoding).subarray(0, TEXT_LIMIT);
  const isHtml = part.type.value === "text/html";
  // What the page says itself counts where nothing else was said, or only that it is ASCII.
  const meta = isHtml && (declared === null || /ascii/i.test(declared)) ? metaCharset(bytes) : null;
  const text = decodeText(bytes, declared ?? meta, meta ?? charset) + cutMark(part, bytes);
  if (isHtml) {
    const page = readHtml(text);
    if (page.hidden !== "") found.hidden.push(page.hidden);
    return page.text;
  }
  const flowed = part.type.params.get("format")?.toLowerCase() === "flowed";
  return flowed ? unflow(text, part.type.params.get("delsp")?.toLowerCase() === "yes") : text;
}

/** Says in the text itself that it was cut: whoever reads it, or its summary, must know. */
function cutMark(part: Part, decoded: Buffer): string {
  const isCut = decoded.length === TEXT_LIMIT || part.body.length > 3 * TEXT_LIMIT;
  return isCut ? `\n\n[This email is cut here: it is ${megabytes(part.body.length)} long.]` : "";
}

function metaCharset(bytes: Buffer): string | null {
  return /<meta[^<>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(bytes.toString("latin1", 0, 2_048))?.[1] ?? null;
}

/** Joins the soft line ends of format=flowed (RFC 3676); quoted lines and the signature mark stay as they are. */
function unflow(text: string, dropBlank: boolean): string {
  const pieces = createPieces();
  let open = false;
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf("\n", at);
    const raw = (end < 0 ? text.slice(at) : text.slice(at, end)).replace(/\r$/, "");
    const quoted = raw.startsWith(">");
    const line = !quoted && raw.startsWith(" ") ? raw.slice(1) : raw;
    if (at > 0 && !(open && !quoted && line !== "-- ")) pieces.add("\n");
    open = !quoted && line.endsWith(" ") && line !== "-- ";
    pieces.add(open && dropBlank ? line.slice(0, -1) : line);
    at = end < 0 ? text.length + 1 : end + 1;
  }
  return pieces.text();
}

/** A message inside the message, as a reader shows it: who, when, what about, then its text. */
export function forwardedOf(part: Part, charset: string | null, found: Found): string {
  const inner = part.children[0];
  if (!inner) return "";
  const lines: string[] = [];
  for (const name of ["From", "Date", "To", "Subject"]) {
    const value = decodeHeader(headerOf(inner.headers, name.toLowerCase()), charset);
    if (value !== "") lines.push(`${name}: ${value}`);
  }
  return `${lines.join("\n")}\n\n${textOf(inner, charset, found, true)}`;
}

function fileName(part: Part, charset: string | null): string {
  const name = part.disposition.params.get("filename") ?? part.type.params.get("name") ?? "";
  return decodeHeader(name, charset).replace(/[/\\]/g, "_");
}

function attachmentOf(part: Part, charset: string | null): Attachment {
  const inner = part.type.value === "message/rfc822" ? part.children[0] : undefined;
  const subject = inner ? decodeHeader(headerOf(inner.headers, "subject"), charset) : "";
  return {
    name: fileName(part, charset) || subject,
    size: decodedSize(part.body, part.encoding),
    type: part.type.value,
  };
}
