import { decodeText } from "#lib/emails/charset";
import { cleanText } from "#lib/emails/clean";
import type { Attachment } from "#lib/emails/email";
import { decodeHeader, headerOf } from "#lib/emails/headers";
import { htmlToText } from "#lib/emails/html";
import type { Part } from "#lib/emails/parts";
import { decodedSize, decodeTransfer } from "#lib/emails/transfer";

/** The readable text of a message and the list of what is attached. `charset` is the message's likeliest one. */
export function readBody(root: Part, charset: string | null): { text: string; attachments: Attachment[] } {
  const attachments: Attachment[] = [];
  const text = textOf(root, charset, attachments, true);
  return { text: cleanText(text), attachments };
}

/** The text of a part and all below it; `first` while no text has been found. */
function textOf(part: Part, charset: string | null, attachments: Attachment[], first: boolean): string {
  if (part.type.value === "message/rfc822" && !isAttached(part)) return forwardedOf(part, charset, attachments);
  if (part.type.value === "multipart/alternative") return alternativeOf(part, charset, attachments, first);
  if (part.type.value.startsWith("multipart/")) {
    let text = "";
    for (const child of part.children) {
      const next = textOf(child, charset, attachments, first && text.trim() === "");
      text = text === "" || next === "" ? text + next : `${text.endsWith("\n") ? text : `${text}\n`}${next}`;
    }
    return text;
  }
  if (isText(part, first)) return leafText(part, charset);
  if (part.body.length > 0 || fileName(part, charset) !== "") attachments.push(attachmentOf(part, charset));
  return "";
}

/** The same words several times over: plain text when there is any, else the richest that has words. */
function alternativeOf(part: Part, charset: string | null, attachments: Attachment[], first: boolean): string {
  let best = "";
  let bestIsPlain = false;
  for (const child of part.children) {
    const plain = child.type.value === "text/plain";
    // Once plain text is found, only attachments are still of interest.
    if (bestIsPlain && isText(child, first)) continue;
    const found: Attachment[] = [];
    const text = textOf(child, charset, found, first);
    attachments.push(...found);
    if (text.trim() === "" || bestIsPlain) continue;
    best = text;
    bestIsPlain = plain;
  }
  return best;
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

function leafText(part: Part, charset: string | null): string {
  const declared = part.type.params.get("charset") ?? null;
  const bytes = decodeTransfer(part.body, part.encoding);
  const isHtml = part.type.value === "text/html";
  const text = decodeText(bytes, declared ?? (isHtml ? metaCharset(bytes) : null), charset);
  if (isHtml) return htmlToText(text);
  const flowed = part.type.params.get("format")?.toLowerCase() === "flowed";
  return flowed ? unflow(text, part.type.params.get("delsp")?.toLowerCase() === "yes") : text;
}

function metaCharset(bytes: Buffer): string | null {
  return /<meta[^<>]{0,200}charset\s*=\s*["']?([\w.:-]+)/i.exec(bytes.toString("latin1", 0, 2_048))?.[1] ?? null;
}

/** Joins the soft line ends of format=flowed (RFC 3676); quoted lines and the signature mark stay as they are. */
function unflow(text: string, dropBlank: boolean): string {
  const lines: string[] = [];
  let open = false;
  for (const raw of text.split(/\r?\n/)) {
    const quoted = raw.startsWith(">");
    const line = !quoted && raw.startsWith(" ") ? raw.slice(1) : raw;
    if (open && !quoted && line !== "-- ") lines[lines.length - 1] += line;
    else lines.push(line);
    open = !quoted && line.endsWith(" ") && line !== "-- ";
    if (open && dropBlank) lines[lines.length - 1] = (lines.at(-1) ?? "").slice(0, -1);
  }
  return lines.join("\n");
}

/** A message inside the message, as a reader shows it: who, when, what about, then its text. */
function forwardedOf(part: Part, charset: string | null, attachments: Attachment[]): string {
  const inner = part.children[0];
  if (!inner) return "";
  const lines: string[] = [];
  for (const name of ["From", "Date", "To", "Subject"]) {
    const value = decodeHeader(headerOf(inner.headers, name.toLowerCase()), charset);
    if (value !== "") lines.push(`${name}: ${value}`);
  }
  return `${lines.join("\n")}\n\n${textOf(inner, charset, attachments, true)}`;
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
