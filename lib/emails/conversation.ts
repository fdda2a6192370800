import type { Email } from "#lib/emails/email";
import { emailFromGmail } from "#lib/emails/gmail";
import { emailFromObject, type Hints, isRecord } from "#lib/emails/object";

type Json = Record<string, unknown>;

/** Where help desks keep the messages of a conversation. */
const LISTS = [
  "comments",
  "conversations",
  "threads",
  "conversation_parts",
  "messages",
  "replies",
  "articles",
  "posts",
];

/**
 * The emails in one JSON object: one, or, where it holds a conversation (Zendesk, Freshdesk, Help Scout, Intercom, Front,
 * a Gmail thread), each message as an email of its own, the oldest first, tied together by references. Empty when there
 * is neither subject nor body. `hints` are for flat objects.
 */
export function emailsFromObject(record: Json, hints?: Hints): Email[] {
  if (hints?.isChosen) return some(emailFromObject(record, hints));
  const found = hints ? null : conversationOf(record);
  if (found) return emailsOf(found.outer, found.messages);
  return some(emailFromGmail(record) ?? emailFromObject(withHeaders(record), hints));
}

/** {"headers": {"Subject": …} or [{"name": "Subject", "value": …}], "body": …}: the headers beside the body. */
function withHeaders(record: Json): Json {
  if (typeof record.headers !== "object" || record.headers === null || "subject" in record) return record;
  const { headers, ...rest } = record;
  const pairs = Array.isArray(headers)
    ? headers.filter(isRecord).map(({ name, value }) => [String(name), value])
    : null;
  return { ...rest, ...(pairs ? Object.fromEntries(pairs) : headers) };
}

function some(email: Email | null): Email[] {
  return email ? [email] : [];
}

type Conversation = { outer: Json; messages: Json[] };

/** Looks one level down too: {"ticket": {…, "comments": […]}}. */
function conversationOf(record: Json): Conversation | null {
  for (const key of LISTS) {
    const holder = isRecord(record._embedded) && key in record._embedded ? record._embedded : record;
    const value = holder[key];
    // Intercom: {"conversation_parts": {"type": "conversation_part.list", "conversation_parts": […]}}.
    const list = isRecord(value) ? value[key] : value;
    if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) continue;
    if (!list.some((message) => emailOfMessage(message))) continue;
    const { [key]: _, _embedded: __, ...outer } = record;
    return { outer, messages: list };
  }
  for (const key of ["ticket", "conversation", "data"]) {
    const inner = record[key];
    const found = isRecord(inner) ? conversationOf(inner) : null;
    if (found) {
      const { [key]: _, ...rest } = record;
      return { ...found, outer: { ...rest, ...found.outer } };
    }
  }
  return null;
}

function emailOfMessage(message: Json): Email | null {
  return emailFromGmail(message) ?? emailFromObject(message);
}

function emailsOf(outer: Json, messages: Json[]): Email[] {
  const opening = emailFromObject(outer);
  const replies = messages.flatMap((message) => some(emailOfMessage(message)));
  if (replies.every(({ date }) => date !== null)) replies.sort((one, other) => (one.date ?? 0) - (other.date ?? 0));
  // Zendesk repeats the first comment as the description.
  const isRepeated = !opening || opening.text === "" || replies.some((reply) => isSameText(reply, opening));
  const emails = isRepeated ? replies : [opening, ...replies];
  const first = emails[0];
  if (!first) return [];
  const thread = opening?.messageId ?? first.messageId;
  return emails.map((email, at) => ({
    ...email,
    messageId: at === 0 ? thread : email.messageId,
    inReplyTo: email.inReplyTo ?? (at === 0 ? null : thread),
    references: email.references.length > 0 || at === 0 || thread === null ? email.references : [thread],
    subject: email.subject || opening?.subject || "",
    date: email.date ?? (at === 0 ? (opening?.date ?? null) : null),
    ...(opening ? peopleOf(email, opening) : {}),
  }));
}

/** Who wrote and who got a message that does not say: the customer whose conversation it is, or those who answer. */
function peopleOf(email: Email, opening: Email): Pick<Email, "from" | "fromText" | "to"> {
  const isSaid = email.fromText !== "";
  const { from, fromText } = isSaid || !isIncoming(email) ? email : opening;
  const isCustomer = from[0]?.address !== undefined && from[0].address === opening.from[0]?.address;
  return { from, fromText, to: email.to.length > 0 ? email.to : isCustomer ? opening.to : isSaid ? opening.from : [] };
}

/** Freshdesk says "incoming", Help Scout "customer"; the opening message is the customer's. */
function isIncoming({ extra }: Email): boolean {
  if (extra.incoming !== undefined) return extra.incoming === "true";
  return extra.type === undefined || extra.type === "customer";
}

function isSameText(one: Email, other: Email): boolean {
  const [a, b] = [one.text, other.text].map((text) => text.replace(/\s+/g, " ").trim().slice(0, 300));
  return a === b;
}
