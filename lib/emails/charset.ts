import { isAscii, isUtf8 } from "node:buffer";
import { detect } from "chardet";
import iconv from "iconv-lite";
import { decodeUtf7 } from "#lib/emails/utf7";

/** How many bytes a charset is guessed from: more does not make the guess better, only slower. */
const GUESS_BYTES = 16 * 1024;

/** Labels seen in mail that the WHATWG list lacks; blanks and punctuation are already gone from the key. */
const ALIASES: Record<string, string> = {
  cp932: "shift_jis",
  windows932: "shift_jis",
  shiftjis: "shift_jis",
  cp936: "gbk",
  windows936: "gbk",
  cp949: "euc-kr",
  ksc56011987: "euc-kr",
  cp950: "big5",
  iso88598i: "iso-8859-8",
  iso2022jpms: "iso-2022-jp",
  cp50220: "iso-2022-jp",
  cp50221: "iso-2022-jp",
  unicode11utf7: "utf-7",
  xunicode20utf7: "utf-7",
  csunicode11utf7: "utf-7",
};

/** Labels that senders write when they mean "whatever the machine had". */
const VAGUE = new Set([
  "",
  "usascii",
  "ascii",
  "ansix341968",
  "iso88591",
  "latin1",
  "windows1252",
  "cp1252",
  "default",
  "unknown",
  "unknown8bit",
  "8bit",
  "xunknown",
]);

const decoders = new Map<string, TextDecoder | null>();

function decoderFor(label: string): TextDecoder | null {
  let decoder = decoders.get(label);
  if (decoder === undefined) {
    try {
      decoder = new TextDecoder(label, { ignoreBOM: false });
    } catch {
      decoder = null;
    }
    // Labels come from mail: remember the known ones only, so that the map stays small.
    if (decoder) decoders.set(label, decoder);
  }
  return decoder;
}

/**
 * Bytes to text. `label` is what the mail claims, possibly null, misspelt or wrong: bytes that are UTF-8 win over a vague
 * claim, and a claim of UTF-8 or ASCII that does not hold is replaced by a guess. `hint` is the charset used elsewhere
 * in the same message or file. Never throws.
 */
export function decodeText(bytes: Uint8Array, label: string | null = null, hint: string | null = null): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const written = (label ?? "")
    .trim()
    .toLowerCase()
    .replace(/^charset=/, "")
    .replace(/["']/g, "");
  const plain = written.replace(/[^a-z0-9]/g, "");
  const name = ALIASES[plain] ?? written;
  if (name === "utf-7" || plain === "utf7") return decodeUtf7(buffer);
  const shifts = hasShifts(buffer);
  if (isAscii(buffer) && !shifts && !name.startsWith("utf-16") && !name.startsWith("iso-2022"))
    return buffer.toString("latin1");
  if (VAGUE.has(plain) || plain === "utf8") {
    if (!shifts && isUtf8(buffer)) return buffer.toString("utf8").replace(/^\uFEFF/, "");
    const damaged = (plain === "utf8" || (hint !== null && !usable(hint))) && !shifts ? decodeDamaged(buffer) : null;
    if (damaged !== null) return damaged;
    if (plain.startsWith("iso88591") || plain.endsWith("1252") || plain === "latin1")
      return decodeAs(buffer, "windows-1252");
    return decodeAs(buffer, usable(hint) ?? guessCharset(buffer));
  }
  if (decoderFor(name) || iconv.encodingExists(name)) return decodeAs(buffer, name);
  if (isUtf8(buffer)) return buffer.toString("utf8");
  return decodeAs(buffer, usable(hint) ?? guessCharset(buffer));
}

/** UTF-8 that was cut or broken in a few places; null when it is another charset altogether. */
function decodeDamaged(buffer: Buffer): string | null {
  const text = buffer.toString("utf8");
  const sample = text.slice(0, GUESS_BYTES);
  const broken = sample.split("\uFFFD").length - 1;
  const whole = sample.replace(/[\0-\x7f\uFFFD]+/g, "").length;
  return whole >= broken ? text : null;
}

/** Encoded words that were joined shift back and forth between nothing; decoders take that for an attack. */
const SHIFT = String.raw`\x1b(?:\([BJI]|\$[@B]|\$\(D)`;
const IDLE_SHIFTS = new RegExp(`(?:${SHIFT})+(?=${SHIFT})`, "g");

/** ISO-2022 is 7-bit: "ESC $" starts its two-byte signs. Other escapes are colours of a terminal. */
function hasShifts(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return buffer.includes(0x1b) && buffer.includes("\x1b$");
}

/** A hint of UTF-8 is of no use for bytes that are not UTF-8. */
function usable(hint: string | null): string | null {
  return hint !== null && /^["']?utf-?8["']?$/i.test(hint.trim()) ? null : hint;
}

function decodeAs(buffer: Buffer, label: string): string {
  const decoder = decoderFor(label);
  if (decoder && label.startsWith("iso-2022"))
    return decoder.decode(Buffer.from(buffer.toString("latin1").replace(IDLE_SHIFTS, ""), "latin1"));
  if (decoder) return decoder.decode(buffer);
  return iconv.encodingExists(label) ? iconv.decode(buffer, label) : buffer.toString("latin1");
}

/** The likeliest charset of bytes that do not say; windows-1252 when nothing speaks for another one. */
export function guessCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, GUESS_BYTES);
  if (isUtf8(bytes) && !hasShifts(bytes)) return "utf-8";
  if (!hasShifts(bytes) && !isTelling(sample)) return "windows-1252";
  const guess = detect(sample);
  if (guess === null || guess === "UTF-8" || guess === "ASCII" || guess === "ISO-8859-1") return "windows-1252";
  return guess.toLowerCase();
}

/** Fewer foreign bytes than this fit every charset: "£80m" is no Polish. */
const TELLING_BYTES = 4;

function isTelling(sample: Uint8Array): boolean {
  let count = 0;
  for (const byte of sample) if (byte > 127) count += 1;
  return count >= TELLING_BYTES;
}

/** The Unicode encoding a file starts with, by its byte order mark or by where its zero bytes stand; null when neither. */
export function sniffUnicode(head: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  const length = Math.min(head.length & ~1, 512);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  if (odd > length / 5 && even === 0) return "utf-16le";
  if (even > length / 5 && odd === 0) return "utf-16be";
  return null;
}
