import { hash } from "node:crypto";
import type { Email } from "#lib/emails/email";

/** Between two fields; no field holds it. */
const SEPARATOR = "\u007f";
/** 96 bits as base64url: two emails of the same second and these are the same email. */
const HASH_LENGTH = 16;
const SPACE = 0x20;
const QUOTE = 0x3e;
/** UTF-8 of a no-break space. */
const [NBSP_FIRST, NBSP_SECOND] = [0xc2, 0xa0];
const BYTES_PER_UNIT = 3;

let scratch = Buffer.allocUnsafe(64 * 1024);

/**
 * What tells whether two emails are the same one: Message-ID, sender, recipients, second, subject, text and the names of
 * what is attached. Blanks, line ends and ">" do not count, since programs wrap and quote the same text differently.
 * Both the identifier and the content have to agree: some exports give every row the same Message-ID.
 * The key begins with the second, so that emails stored in the order of their dates stand together in an index.
 */
export function contentKey(email: Email): string {
  const second = email.date === null ? "" : Math.floor(email.date / 1000).toString(36);
  const whole = [
    isGlobal(email.messageId) ? email.messageId : "",
    email.from[0]?.address || email.fromText,
    email.to.map(({ address, name }) => address || name).join(","),
    second,
    email.subject,
    email.attachments.map(({ name }) => name).join(","),
    email.text,
  ].join(SEPARATOR);
  return `${second}.${hash("sha256", compact(whole), "base64url").slice(0, HASH_LENGTH)}`;
}

/** Whether it names the message anywhere (RFC 5322 section 3.6.4), as the number of a row in a table does not. */
function isGlobal(messageId: string | null): boolean {
  return messageId?.includes("@") ?? false;
}

/** The text's UTF-8 without blanks and ">"; valid until the next call. A regular expression takes twice as long. */
function compact(text: string): Uint8Array {
  if (scratch.length < text.length * BYTES_PER_UNIT) scratch = Buffer.allocUnsafe(text.length * BYTES_PER_UNIT);
  const bytes = scratch;
  const length = bytes.write(text, "utf8");
  let kept = 0;
  for (let at = 0; at < length; at += 1) {
    const byte = bytes[at] as number;
    if (byte <= SPACE || byte === QUOTE) continue;
    if (byte === NBSP_FIRST && bytes[at + 1] === NBSP_SECOND) at += 1;
    else {
      bytes[kept] = byte;
      kept += 1;
    }
  }
  return bytes.subarray(0, kept);
}
