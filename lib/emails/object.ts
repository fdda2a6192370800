import { joinAddress, parseAddresses } from "#lib/emails/addresses";
import { cleanLine, cleanText } from "#lib/emails/clean";
import type { DateOrder } from "#lib/emails/date-order";
import { parseDate } from "#lib/emails/dates";
import type { Address, Attachment, Email } from "#lib/emails/email";
import { type Field, meaningOf } from "#lib/emails/fields";
import { htmlToText, looksLikeHtml } from "#lib/emails/html";
import { readMessage } from "#lib/emails/message";

type Fields = Partial<Record<Field, unknown>>;

/** Longest value kept of a column or key that means nothing here. */
const EXTRA_LIMIT = 2_000;

/** Where programs put the message inside a larger record. */
const NESTED = [
  "email",
  "message",
  "source",
  "ticket",
  "payload",
  "attributes",
  "fields",
  "item",
  "data",
  "node",
  "_source",
];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An email out of one JSON object with common key names in any case, nested addresses and bodies (Microsoft Graph, help
 * desks). Null when it has neither subject nor body.
 */
export function emailFromObject(record: Record<string, unknown>): Email | null {
  const fields: Fields = {};
  const ranks: Partial<Record<Field, number>> = {};
  const extra: Record<string, string> = {};
  const keysOf: Partial<Record<Field, string>> = {};
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (value === null || value === undefined || value === "") continue;
    const meaning = meaningOf(key);
    if (!meaning) {
      keepExtra(extra, key, value);
      continue;
    }
    const { field, rank } = meaning;
    const other = keysOf[field];
    if (other === undefined || rank < (ranks[field] ?? 0)) {
      if (other !== undefined) keepExtra(extra, other, fields[field]);
      fields[field] = value;
      ranks[field] = rank;
      keysOf[field] = key;
    } else keepExtra(extra, key, value);
  }
  return emailFromFields(fields, extra) ?? emailFromNested(record);
}

function emailFromNested(record: Record<string, unknown>): Email | null {
  for (const key of NESTED) {
    const inner = record[key];
    if (!isRecord(inner)) continue;
    const { [key]: _, ...outer } = record;
    // One level only: the outer keys stay, the inner ones win.
    const email = emailFromObject({ ...outer, ...inner });
    if (email) return email;
  }
  return null;
}

function keepExtra(extra: Record<string, string>, key: string, value: unknown): void {
  const text = typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  if (key !== "__proto__") extra[key] = text.length > EXTRA_LIMIT ? text.slice(0, EXTRA_LIMIT) : text;
}

/** An email out of values whose meaning is known; null when there is neither subject nor body. */
export function emailFromFields(fields: Fields, extra: Record<string, string>, dates?: DateOrder): Email | null {
  const whole = wholeMessage(fields);
  if (whole) {
    const email = readMessage(Buffer.from(whole));
    return "code" in email ? null : { ...email, extra };
  }
  const subject = cleanLine(plainOf(fields.subject));
  const text = bodyOf(fields);
  if (subject === "" && text === "") return null;
  const fromText = cleanLine(joined(fields.from, fields.fromName, fields.fromAddress));
  return {
    messageId: idOf(fields.messageId),
    inReplyTo: idOf(fields.inReplyTo),
    references: idsOf(fields.references),
    fromText,
    from: parseAddresses(fromText),
    to: addressesOf(fields.to, fields.toName, fields.toAddress),
    cc: addressesOf(fields.cc, fields.ccName, fields.ccAddress),
    date: parseDate(isRecord(fields.date) ? plainOf(fields.date) : fields.date, dates),
    subject,
    text,
    attachments: attachmentsOf(fields.attachments),
    hiddenText: "",
    path: "",
    extra,
  };
}

const HEADER_LINES = /^(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\n)*){2}/;

/** Some tables hold a message with all its headers in one cell, under any name ("file,message"). */
function wholeMessage(fields: Fields): string | null {
  if (typeof fields.whole === "string" && HEADER_LINES.test(fields.whole.slice(0, 4_000))) return fields.whole;
  if (fields.subject !== undefined || fields.from !== undefined || typeof fields.text !== "string") return null;
  const start = fields.text.slice(0, 4_000);
  return HEADER_LINES.test(start) && /^(?:message-id|from|date|received|subject):/im.test(start) ? fields.text : null;
}

function bodyOf(fields: Fields): string {
  const body = fields.text;
  if (isRecord(body)) {
    const type = String(body.contentType ?? body.content_type ?? body.type ?? body.mimeType ?? "");
    const text = plainOf(body.text ?? body.plain ?? body.content ?? body.data ?? body.value ?? "");
    if (text.trim() === "") return cleanText(htmlToText(plainOf(body.html ?? "")));
    return cleanText(/html/i.test(type) || looksLikeHtml(text) ? htmlToText(text) : text);
  }
  const text = plainOf(body);
  if (text !== "") {
    const clean = cleanText(looksLikeHtml(text) ? htmlToText(text) : text);
    if (clean !== "") return clean;
  }
  return fields.html === undefined ? "" : cleanText(htmlToText(plainOf(fields.html)));
}

function plainOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(plainOf).filter(Boolean).join("\n\n");
  if (isRecord(value)) return plainOf(value.value ?? value.text ?? value.content ?? value.body ?? value.$date ?? "");
  return String(value);
}

function joined(list: unknown, name: unknown, address: unknown): string {
  const text = addressText(list);
  if (name === undefined && address === undefined) return text;
  const names = addressText(name);
  const addresses = addressText(address);
  // The list column wins when it already holds an address; otherwise it is one more name.
  if (text.includes("@") && addresses === "")
    return text.includes(" ") || names === "" ? text : joinAddress(names, text);
  return pair(names || text, addresses);
}

/** Outlook keeps the names of several people in one column and their addresses in another, both split by ";". */
function pair(names: string, addresses: string): string {
  const one = names.split(";");
  const two = addresses.split(";");
  if (two.length === 1 || one.length !== two.length)
    return two.length === 1 ? joinAddress(names.trim(), addresses.trim()) : addresses || names;
  return two.map((address, at) => joinAddress((one[at] ?? "").trim(), address.trim())).join(", ");
}

function addressesOf(list: unknown, name: unknown, address: unknown): Address[] {
  return parseAddresses(cleanLine(joined(list, name, address)));
}

/** A string, an object {name, address}, {emailAddress: {…}} or a list of these as one header text. */
function addressText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(addressText).filter(Boolean).join(", ");
  if (!isRecord(value)) return "";
  const inner = value.emailAddress ?? value.email_address ?? value.mailbox;
  if (isRecord(inner)) return addressText(inner);
  if (Array.isArray(value.value)) return addressText(value.value);
  const name = plainOf(value.name ?? value.displayName ?? value.display_name ?? value.personal ?? "");
  const address = plainOf(inner ?? value.address ?? value.email ?? value.addr ?? value.handle ?? value.mail ?? "");
  return joinAddress(name, address) || plainOf(value.text ?? "");
}

function idOf(value: unknown): string | null {
  const id = plainOf(value)
    .trim()
    .replace(/^<([^<>]*)>$/, "$1");
  return id === "" ? null : id.slice(0, 998);
}

function idsOf(value: unknown): string[] {
  const text = Array.isArray(value) ? value.map(plainOf).join(" ") : plainOf(value);
  return text === ""
    ? []
    : text
        .split(/[\s,]+/)
        .map((id) => id.replace(/^<|>$/g, ""))
        .filter(Boolean);
}

function attachmentsOf(value: unknown): Attachment[] {
  if (typeof value === "string")
    return value
      .split(";")
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({ name, size: 0, type: "" }));
  if (!Array.isArray(value)) return [];
  return value
    .filter((item) => typeof item === "string" || isRecord(item))
    .map((item) => {
      if (!isRecord(item)) return { name: String(item), size: 0, type: "" };
      const size = Number(item.size ?? item.length ?? 0);
      return {
        name: plainOf(item.name ?? item.filename ?? item.fileName ?? item.file_name ?? ""),
        size: Number.isFinite(size) ? size : 0,
        type: plainOf(item.contentType ?? item.content_type ?? item.mimeType ?? item.type ?? ""),
      };
    });
}
