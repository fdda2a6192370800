import type { Attachment, Email } from "#lib/emails/email";
import { readMessage } from "#lib/emails/message";
import { emailFromFields, isRecord } from "#lib/emails/object";

type Json = Record<string, unknown>;

/** Nesting of parts that is followed; real mail has five levels at most. */
const DEEPEST = 20;

/**
 * A message as Gmail's API gives it (https://developers.google.com/gmail/api/reference/rest/v1/users.messages): the whole
 * message in `raw`, or headers and parts in `payload`, bodies in base64url. Null when it is none.
 */
export function emailFromGmail(record: Json): Email | null {
  if (typeof record.raw === "string" && /^[\w-]{40,}={0,2}$/.test(record.raw.slice(0, 4_000))) {
    const email = readMessage(Buffer.from(record.raw, "base64url"));
    return "code" in email ? null : email;
  }
  const payload = record.payload;
  if (!isRecord(payload) || !Array.isArray(payload.headers)) return null;
  const headers = headersOf(payload.headers);
  const found: Found = { text: "", html: "", attachments: [] };
  walk(payload, found, 0);
  return emailFromFields(
    {
      from: headers.from,
      to: headers.to,
      cc: headers.cc,
      subject: headers.subject,
      date: headers.date ?? record.internalDate,
      messageId: headers["message-id"] ?? record.id,
      inReplyTo: headers["in-reply-to"],
      references: headers.references,
      text: found.text || (found.html === "" ? record.snippet : undefined),
      html: found.html || undefined,
      attachments: found.attachments,
    },
    Array.isArray(record.labelIds) ? { labelIds: record.labelIds.join(", ") } : {},
  );
}

function headersOf(list: unknown[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (const header of list) {
    if (isRecord(header) && typeof header.name === "string" && typeof header.value === "string")
      headers[header.name.toLowerCase()] ??= header.value;
  }
  return headers;
}

type Found = { text: string; html: string; attachments: Attachment[] };

function walk(part: Json, found: Found, depth: number): void {
  if (depth > DEEPEST) return;
  const type = String(part.mimeType ?? "");
  const body = isRecord(part.body) ? part.body : {};
  const name = typeof part.filename === "string" ? part.filename : "";
  if (name !== "") found.attachments.push({ name, size: Number(body.size ?? 0) || 0, type });
  else if (typeof body.data === "string") {
    const kind = type === "text/html" ? "html" : type === "text/plain" ? "text" : null;
    if (kind) found[kind] += Buffer.from(body.data, "base64url").toString("utf8");
  }
  if (Array.isArray(part.parts)) for (const inner of part.parts) if (isRecord(inner)) walk(inner, found, depth + 1);
}
