import { decodeText, guessCharset } from "#lib/emails/charset";
import { codepageOfLocale, labelOfCodepage } from "#lib/emails/codepages";

/** Property types ([MS-OXCDATA] 2.11.1). */
const INTEGER = 0x0003;
const TEXT8 = 0x001e;
const TEXT = 0x001f;
const TIME = 0x0040;
const BINARY = 0x0102;

const MESSAGE_CODEPAGE = 0x3ffd;
const MESSAGE_LOCALE = 0x3ff1;
const INTERNET_CODEPAGE = 0x3fde;
const BODY = 0x1000;

/** 100 nanoseconds since 1601, in milliseconds since 1970. */
const EPOCH_MS = 11_644_473_600_000;

/** The properties of a message, a recipient or an attachment, by their ids ([MS-OXPROPS]). */
export type Props = Map<number, { type: number; bytes: Buffer }>;

/** Keeps a property. The list of properties gives only the size of a text whose bytes lie elsewhere, in either order. */
export function addProp(props: Props, tag: number, raw: Uint8Array): void {
  const id = tag >>> 16;
  const type = tag & 0xffff;
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.length);
  const isVariable = type === TEXT || type === TEXT8 || type === BINARY;
  const other = props.get(id);
  if (isVariable && other && isVariableType(other.type) && isSizeOf(bytes, other.bytes)) return;
  // A text in Unicode beats the same one in a code page.
  if (other && other.type === TEXT && type === TEXT8) return;
  props.set(id, { type, bytes });
}

function isVariableType(type: number): boolean {
  return type === TEXT || type === TEXT8 || type === BINARY;
}

/** Whether eight bytes are the size of `text` (with the end mark that is not stored) rather than text. */
function isSizeOf(bytes: Buffer, text: Buffer): boolean {
  return bytes.length === 8 && Math.abs(bytes.readUInt32LE() - text.length) <= 2;
}

/** The charset of the texts that are not in Unicode; null when nothing gives it away. */
export function charsetOf(props: Props): string | null {
  const page = numberOf(props, MESSAGE_CODEPAGE) ?? codepageOfLocale(numberOf(props, MESSAGE_LOCALE));
  const known = labelOfCodepage(page ?? numberOf(props, INTERNET_CODEPAGE));
  if (known !== null && known !== "us-ascii") return known;
  const body = props.get(BODY);
  return body?.type === TEXT8 ? guessCharset(body.bytes) : null;
}

/** The charset of its HTML. */
export function htmlCharsetOf(props: Props): string | null {
  return labelOfCodepage(numberOf(props, INTERNET_CODEPAGE));
}

/** A text; "" when there is none. */
export function textOf(props: Props, id: number, charset: string | null): string {
  const prop = props.get(id);
  if (!prop) return "";
  const text =
    prop.type === TEXT
      ? prop.bytes.toString("utf16le")
      : prop.type === TEXT8
        ? decodeText(prop.bytes, charset, charset)
        : "";
  const end = text.indexOf("\0");
  return end < 0 ? text : text.slice(0, end);
}

export function bytesOf(props: Props, id: number): Buffer | null {
  const prop = props.get(id);
  return prop?.type === BINARY ? prop.bytes : null;
}

export function numberOf(props: Props, id: number): number | null {
  const prop = props.get(id);
  return prop?.type === INTEGER && prop.bytes.length >= 4 ? prop.bytes.readUInt32LE() : null;
}

/** A time in milliseconds since the epoch. Outlook writes the year 4501 for "none". */
export function timeOf(props: Props, id: number): number | null {
  const prop = props.get(id);
  if (prop?.type !== TIME || prop.bytes.length < 8) return null;
  const time = Number(prop.bytes.readBigUInt64LE() / 10_000n) - EPOCH_MS;
  return time > 0 && time < Date.UTC(4500, 0) ? time : null;
}
