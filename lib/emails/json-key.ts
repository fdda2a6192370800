import { isBlank } from "#lib/emails/bytes";
import { keyOf } from "#lib/emails/fields";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN = 0x7b;
const OPEN_LIST = 0x5b;

/** Longest key that is looked at, in bytes. */
const KEY_BYTES = 200;

/** Keys that show an object to be an email itself, not a wrapper around a list of them. */
const EMAIL_KEYS = new Set(
  "subject body text bodytext textbody plaintext html bodyhtml htmlbody from sender to recipient recipients torecipients threadid internaldate snippet raw".split(
    " ",
  ),
);

/** Lists that help desks add beside their tickets: people and their groups. */
const BESIDE = new Set(
  "users groups organizations organisations brands agents teammates admins companies included links errors labels".split(
    " ",
  ),
);

/** A key of a JSON object: where its value starts, whether that is a list of objects, and whether it speaks of an email. */
export type JsonKey = { value: number; objects: boolean; ofEmail: boolean };

/** The key that starts at `start`, on its opening quote; null when more bytes are needed to tell. */
export function readKey(bytes: Buffer, start: number): JsonKey | null {
  let end = start + 1;
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
  let value = end + 1;
  while (value < bytes.length && (isBlank(bytes[value]) || bytes[value] === COLON)) value += 1;
  if (value >= bytes.length) return null;
  let inner = value + 1;
  if (bytes[value] === OPEN_LIST) {
    while (inner < bytes.length && isBlank(bytes[inner])) inner += 1;
    if (inner >= bytes.length) return null;
  }
  const name = bytes.toString("utf8", start + 1, Math.min(end, start + KEY_BYTES));
  return {
    value,
    objects: bytes[value] === OPEN_LIST && bytes[inner] === OPEN && !BESIDE.has(name),
    ofEmail: EMAIL_KEYS.has(keyOf(name)) && !isNumber(bytes[value]),
  };
}

/** {"from": 0, "to": 50, "items": […]} counts pages. */
function isNumber(byte: number | undefined): boolean {
  return byte === 0x2d || (byte !== undefined && byte >= 0x30 && byte <= 0x39);
}
