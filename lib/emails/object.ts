import { joinAddress, parseAddresses } from "#lib/emails/addresses";
import { cleanLine, cleanText } from "#lib/emails/clean";
import type { DateOrder } from "#lib/emails/date-order";
import { parseDate } from "#lib/emails/dates";
import type { Address, Attachment, Email } from "#lib/emails/email";
import { type Field, meaningOf } from "#lib/emails/fields";
import { htmlToText, looksLikeHtml } from "#lib/emails/html";
import { readMessage } from "#lib/emails/message";
import type { Table } from "#lib/emails/table";

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
  "envelope",
];

/** What is known of all objects of a file: their keys as the columns of a table. */
export type Hints = Pick<Table, "fields" | "isChosen" | "dates">;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An email out of one JSON object with common key names in any case, nested addresses and bodies (Microsoft Graph, help
 * desks). `hints` say what keys mean whose name does not, and, where a person chose, what all of them mean. Null when
 * there is neither subject nor body.
 */
export function emailFromObject(record: Record<string, unknown>, hints?: Hints): Email | null {
  const fields: Fields = {};
  const ranks: Partial<Record<Field, number>> = {};
  const extra: Record<string, string> = {};
  const keysOf: Partial<Record<Field, string>> = {};
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (value === null || value === undefined || value === "") continue;
    const meaning = meaningOfKey(key, hints);
    if (!meaning || isEmailItself(key, value)) {
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
  splitRoles(fields);
  fields.from ??= fromVia(record.via);
  return emailFromFields(fields, extra, hints?.dates) ?? (hints?.isChosen ? null : emailFromNested(record));
}

/** A name that is known stands above a guess by content. */
const GUESSED = 1_000;

function meaningOfKey(key: string, hints: Hints | undefined): { field: Field; rank: number } | null {
  const meaning = hints?.isChosen ? null : meaningOf(key);
  if (meaning || !hints) return meaning;
  const field = hints.fields[key];
  return field ? { field, rank: GUESSED } : null;
}

/** {"message": {"subject": …}}: not a body, but the email. */
function isEmailItself(key: string, value: unknown): boolean {
  return isRecord(value) && NESTED.includes(key) && "subject" in value;
}

/** Front keeps everybody in one list: {"recipients": [{"handle": "jane@x.com", "role": "from"}]}. */
function splitRoles(fields: Fields): void {
  const list = fields.to;
  if (!Array.isArray(list) || !list.some((one) => isRecord(one) && one.role === "from")) return;
  const withRole = (role: string) => list.filter((one) => isRecord(one) && one.role === role);
  fields.from = withRole("from");
  fields.to = withRole("to");
  fields.cc ??= withRole("cc");
}

/** Zendesk: {"via": {"channel": "email", "source": {"from": {"name": …, "address": …}}}}. */
function fromVia(via: unknown): unknown {
  return isRecord(via) && isRecord(via.source) && isRecord(via.source.from) ? via.source.from : undefined;
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
  const subject = cleanLine(withoutParagraph(plainOf(fields.subject)));
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
    folder: "",
    extra,
  };
}

/** Intercom writes subjects as "<p>Offer</p>". */
function withoutParagraph(subject: string): string {
  return /^<p>[^<]*<\/p>$/.test(subject) ? htmlToText(subject) : subject;
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
  const name = plainOf(value.name ?? value.displayName ?? value.display_name ?? value.personal ?? namesOf(value));
  const address = plainOf(inner ?? value.address ?? value.email ?? value.addr ?? value.handle ?? value.mail ?? "");
  return joinAddress(name, address) || plainOf(value.text ?? "");
}

/** Help Scout: {"firstName": "Jane", "lastName": "Doe"} or {"first": …, "last": …}. */
function namesOf(value: Record<string, unknown>): string {
  const first = value.firstName ?? value.first_name ?? value.first;
  const last = value.lastName ?? value.last_name ?? value.last;
  return [first, last].filter((name) => typeof name === "string" && name !== "").join(" ");
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
