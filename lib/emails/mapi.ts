import { joinAddress, parseAddresses } from "#lib/emails/addresses";
import { cleanLine, cleanText } from "#lib/emails/clean";
import type { Address, Attachment, Email } from "#lib/emails/email";
import { readHtml } from "#lib/emails/html";
import { HIDDEN_LIMIT } from "#lib/emails/html-hidden";
import { DEPTH_LIMIT } from "#lib/emails/limits";
import { readMessage } from "#lib/emails/message";
import { rtfToText } from "#lib/emails/rtf";

/** Someone in a message of Outlook. `address` may be an Exchange path; `smtp` is the internet address where the file has it. */
export type MapiPerson = { name: string; address: string; smtp: string };

/** What Outlook keeps of a message, whichever file it lies in ([MS-OXCMSG], [MS-OXOMSG]). Empty strings stand for "not there". */
export type MapiMessage = {
  messageClass: string;
  subject: string;
  /** The headers it travelled with. Mail that never left the office has none. */
  headers: string;
  /** In whose name it was sent, then who sent it. */
  senders: MapiPerson[];
  recipients: (MapiPerson & { kind: "to" | "cc" | "bcc" })[];
  /** Names only, joined by ";". */
  displayTo: string;
  displayCc: string;
  /** Milliseconds since the epoch. */
  submitted: number | null;
  delivered: number | null;
  messageId: string;
  inReplyTo: string;
  references: string;
  body: string;
  html: string;
  rtf: string;
  attachments: Attachment[];
  /** Messages attached to it. */
  inner: MapiMessage[];
  /** The message as it travelled, when it was signed: its text stands only there. */
  signed: Uint8Array | null;
};

/** What is not mail, by the start of its message class, as staff know it. */
const OTHERS: [string, string][] = [
  ["ipm.contact", "contact"],
  ["ipm.distlist", "contact group"],
  ["ipm.appointment", "appointment"],
  ["ipm.task", "task"],
  ["ipm.stickynote", "note"],
  ["ipm.activity", "journal entry"],
  ["ipm.document", "document"],
  ["ipm.configuration", "setting"],
  ["ipm.microsoft", "setting"],
];

/**
 * What an item of Outlook is when it is no message ("contact"); null for mail, and for meeting requests, reports and
 * posts, which people read like mail.
 */
export function otherThanMail(messageClass: string): string | null {
  const lower = messageClass.toLowerCase();
  if (lower === "ipm.taskrequest" || lower.startsWith("ipm.taskrequest.")) return null;
  return OTHERS.find(([start]) => lower === start || lower.startsWith(`${start}.`))?.[1] ?? null;
}

/** The email of a message of Outlook: its transport headers count where there are any, as they did when it was sent. */
export function emailFromMapi(message: MapiMessage): Email {
  const sent = headersOf(message.headers);
  const from = sent?.from.some(hasAddress) ? sent.from : sendersOf(message);
  const signed = message.signed ? readMessage(message.signed) : null;
  const inside = signed && !("code" in signed) ? signed : null;
  const body = bodyOf(message);
  return {
    messageId: sent?.messageId ?? idsOf(message.messageId)[0] ?? null,
    inReplyTo: sent?.inReplyTo ?? idsOf(message.inReplyTo)[0] ?? null,
    references: sent && sent.references.length > 0 ? sent.references : idsOf(message.references),
    fromText:
      sent && from === sent.from ? sent.fromText : from.map((one) => joinAddress(one.name, one.address)).join(", "),
    from,
    to: peopleOf(message, "to", sent?.to ?? [], message.displayTo),
    cc: peopleOf(message, "cc", sent?.cc ?? [], message.displayCc),
    date: sent?.date ?? message.submitted ?? message.delivered,
    subject: cleanLine(message.subject) || (sent?.subject ?? ""),
    text: textOf(message, body.text || (inside?.text ?? ""), 0),
    attachments: [...message.attachments, ...(inside?.attachments ?? [])],
    hiddenText: (body.hidden || (inside?.hiddenText ?? "")).slice(0, HIDDEN_LIMIT),
    path: "",
    folder: "",
    extra: {},
  };
}

function hasAddress(person: Address): boolean {
  return person.address.includes("@");
}

/** The transport headers as an email without a body; null when there are none. */
function headersOf(headers: string): Email | null {
  // "Microsoft Mail Internet Headers Version 2.0" and blank lines may stand above them.
  const start = headers.search(/^[A-Za-z][A-Za-z0-9-]*:/m);
  if (start < 0) return null;
  const text = headers.slice(start).replace(/\r?\n\r?\n[\s\S]*$/, "");
  // What they say of the body holds for the mail as it travelled.
  const email = readMessage(Buffer.from(`${text.replace(/^content-/gim, "x-content-")}\n\n`));
  return "code" in email ? null : email;
}

function sendersOf(message: MapiMessage): Address[] {
  const people = message.senders.map((sender) => addressOf(sender, message.recipients));
  const best = people.find(hasAddress) ?? people.find(({ name }) => name !== "");
  return best ? [best] : [];
}

/** Where only an Exchange path is known, somebody among the recipients may have the same path and an internet address. */
function addressOf(person: MapiPerson, known: MapiPerson[]): Address {
  const name = cleanLine(person.name);
  const own = [person.smtp, person.address].find((address) => address.includes("@") && !address.startsWith("/"));
  const path = person.address.toLowerCase();
  const same =
    path === "" ? undefined : known.find(({ address, smtp }) => smtp !== "" && address.toLowerCase() === path);
  const address = own ?? same?.smtp ?? "";
  if (address !== "") return { name: name === address ? "" : unquote(name), address: address.trim().toLowerCase() };
  return name.includes("@") && !/\s/.test(name)
    ? { name: "", address: name.toLowerCase() }
    : { name: unquote(name), address: "" };
}

/** Outlook puts single quotes around names that are addresses. */
function unquote(name: string): string {
  return name.length > 2 && name.startsWith("'") && name.endsWith("'") ? name.slice(1, -1) : name;
}

function peopleOf(message: MapiMessage, kind: "to" | "cc", sent: Address[], display: string): Address[] {
  const people = message.recipients.filter((one) => one.kind === kind).map((one) => addressOf(one, message.recipients));
  if (people.length > 0 && people.every(hasAddress)) return people;
  if (sent.some(hasAddress)) return sent;
  if (people.length > 0) return people;
  return display.split(";").flatMap((one) => fromDisplay(cleanLine(one)));
}

/** A name as Outlook shows it, which may hold a comma, with an Exchange path or an address behind it or without. */
function fromDisplay(text: string): Address[] {
  if (text.includes("@")) return parseAddresses(unquote(text));
  const name = text.replace(/\s*<\/[^<>]*>$/, "");
  return name === "" ? [] : [{ name: unquote(name), address: "" }];
}

function idsOf(text: string): string[] {
  const ids = [...text.matchAll(/<([^<>]+)>/g)].map((match) => (match[1] ?? "").replace(/\s+/g, ""));
  return ids.length > 0 ? ids : text.split(/[\s,]+/).filter((id) => id.includes("@"));
}

/** The words of a message and, below them, of those attached to it, as a mail program shows a forwarded one. */
function textOf(message: MapiMessage, own: string, depth: number): string {
  const texts = [own];
  if (depth < DEPTH_LIMIT) texts.push(...message.inner.map((inner) => forwardedOf(inner, depth + 1)));
  return cleanText(texts.filter((text) => text.trim() !== "").join("\n\n"));
}

/** The words of a message, and what they hid where they come from its HTML. */
function bodyOf(message: MapiMessage): { text: string; hidden: string } {
  const plain = cleanText(message.body);
  if (plain.trim() !== "") return { text: plain, hidden: "" };
  const page = readHtml(message.html);
  return page.text !== "" || message.rtf === "" ? page : { ...page, text: rtfToText(message.rtf) };
}

function forwardedOf(message: MapiMessage, depth: number): string {
  const { fromText, to, date, subject } = emailFromMapi({ ...message, inner: [], signed: null });
  const lines = [
    ["From", fromText],
    ["Date", date === null ? "" : new Date(date).toUTCString()],
    ["To", to.map((one) => joinAddress(one.name, one.address)).join(", ")],
    ["Subject", subject],
  ];
  const head = lines.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
  return `${head.join("\n")}\n\n${textOf(message, bodyOf(message).text, depth)}`;
}
