import { forwardedOf, leafText, REPORT_TYPE } from "#lib/emails/body";
import { calendarText } from "#lib/emails/calendar";
import { cleanText } from "#lib/emails/clean";
import type { Part } from "#lib/emails/parts";
import { SMIME_TYPE } from "#lib/emails/smime";

const SEALED =
  "Only the mail program of its recipient can open it: save it there without encryption and drop it again.";

/**
 * What is read instead of the words of a message that has none: the invitation, the report or the message it carries, or
 * one sentence that says why nothing can be read. "" when there is nothing to say: an empty message, or files alone.
 */
export function standIn(root: Part, charset: string | null): string {
  for (const part of partsOf(root)) {
    const text = cleanText(textOf(part, charset));
    if (text.trim() !== "") return text;
  }
  return "";
}

function* partsOf(part: Part): Generator<Part> {
  yield part;
  // A message inside speaks for itself.
  if (part.type.value !== "message/rfc822") for (const child of part.children) yield* partsOf(child);
}

function textOf(part: Part, charset: string | null): string {
  const type = part.type.value;
  const read = () => leafText(part, charset, { attachments: [], hidden: [] });
  if (type === "multipart/encrypted" || type === "application/pgp-encrypted")
    return `[This email is encrypted with PGP. ${SEALED}]`;
  if (SMIME_TYPE.test(type) && part.children.length === 0) return `[This email is encrypted with S/MIME. ${SEALED}]`;
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(type))
    return "[The words of this email are in its attachment winmail.dat, which Outlook alone can open. Open the email there and drop it as .msg.]";
  if (type === "text/calendar") return calendarText(read());
  if (type === "message/rfc822") return forwardedOf(part, charset, { attachments: [], hidden: [] });
  if (REPORT_TYPE.test(type)) return read().trim();
  if (type === "text/enriched" || type === "text/richtext") return dropCommands(read());
  const isOther = type.startsWith("text/") && type !== "text/plain" && type !== "text/html";
  return isOther && part.disposition.value !== "attachment" ? read() : "";
}

/** The formatting commands of text/enriched (RFC 1896) look like tags; "<<" is a sign. */
function dropCommands(text: string): string {
  return text
    .replace(/<param>[^<]{0,1000}<\/param>/gi, "")
    .replace(/<<|<\/?[a-z-]{1,40}>/gi, (found) => (found === "<<" ? "<" : ""));
}
