const EQUALS = 0x3d;
const LF = 10;
const CR = 13;

/** The bytes of a body without its Content-Transfer-Encoding; an unknown encoding leaves them as they are. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  if (encoding === "base64") return isReadable(bytes) ? bytes : decodeBase64(bytes);
  if (encoding === "quoted-printable") return decodeQuoted(bytes);
  return UUENCODED.test(encoding) ? decodeUu(bytes) : bytes;
}

/** Some mailers say base64 and write plain words: base64 has no blanks inside its lines. */
function isReadable(bytes: Buffer): boolean {
  return /^\s*\S+[ \t]+\S+[ \t]+\S/.test(bytes.toString("latin1", 0, 200));
}

/** A line of words, or one that is drawn: a list server has put its footer behind the base64. */
const FOOTER = /\n(?:[^\n]*\S[ \t]+\S|[-_*]{3,}[ \t\r]*(?:\n|$))/;

/** Base64 with line ends; what follows the last padding, and an added footer, is dropped. */
function decodeBase64(bytes: Buffer): Buffer {
  const whole = bytes.toString("latin1");
  const footer = whole.search(FOOTER);
  const text = footer < 0 ? whole : whole.slice(0, footer);
  const padding = text.indexOf("=");
  const rest = padding < 0 ? "" : text.slice(padding).replace(/[=\s]+/g, "");
  if (rest === "") return Buffer.from(text, "base64");
  // Some mailers pad every line: each padded run is decoded by itself. Foreign signs in the first are passed over (RFC 2045).
  const runs = text
    .split(/=+\s*/)
    .filter((run, at, all) => at === 0 || (/^[A-Za-z0-9+/\s]*$/.test(run) && (at < all.length - 1 || isWhole(run))));
  return Buffer.concat(runs.map((run) => Buffer.from(run, "base64")));
}

/** Without padding four signs are three bytes; a word that somebody added seldom comes out even. */
function isWhole(run: string): boolean {
  return run.replace(/\s+/g, "").length % 4 === 0;
}

const UUENCODED = /^(?:x-)?uu(?:e|encode)?$/;

/**
 * The lines between "begin 644 name" and "end" (POSIX uuencode): the first sign of a line is the count of its bytes, every
 * four others are three of them. What has no such lines stays as it is.
 */
function decodeUu(bytes: Buffer): Buffer {
  const text = bytes.toString("latin1").replaceAll("\r", "");
  const begin = /^begin [0-7]{3,4} [^\n]*\n/m.exec(text);
  if (!begin) return bytes;
  const pieces: Buffer[] = [];
  for (const line of text.slice(begin.index + begin[0].length).split("\n")) {
    const count = sixBits(line, 0);
    if (count === 0 || line === "end") break;
    const target = Buffer.alloc(Math.ceil(count / 3) * 3);
    for (let at = 0; at < target.length; at += 3) {
      const from = 1 + (at / 3) * 4;
      const bits = [0, 1, 2, 3].reduce((sum, next) => sum * 64 + sixBits(line, from + next), 0);
      target.writeUIntBE(bits, at, 3);
    }
    pieces.push(target.subarray(0, count));
  }
  return Buffer.concat(pieces);
}

/** What a sign of uuencode stands for; blanks at the end of a line may be lost. */
function sixBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 32) & 63 : 0;
}

function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x37;
  return byte >= 0x61 && byte <= 0x66 ? byte - 0x57 : -1;
}

/** Quoted-printable (RFC 2045 section 6.7); broken escapes stay as they are. */
export function decodeQuoted(bytes: Buffer): Buffer {
  let next = bytes.indexOf(EQUALS);
  if (next < 0) return bytes;
  const target = Buffer.allocUnsafe(bytes.length);
  let filled = 0;
  let at = 0;
  while (next >= 0) {
    filled += bytes.copy(target, filled, at, next);
    const high = hexOf(bytes[next + 1]);
    const low = hexOf(bytes[next + 2]);
    if (high >= 0 && low >= 0) {
      target[filled] = high * 16 + low;
      filled += 1;
      at = next + 3;
    } else {
      let end = next + 1;
      while (bytes[end] === 32 || bytes[end] === 9) end += 1;
      if (bytes[end] === CR && bytes[end + 1] === LF) at = end + 2;
      else if (bytes[end] === LF) at = end + 1;
      else if (end >= bytes.length) at = end;
      else {
        target[filled] = EQUALS;
        filled += 1;
        at = next + 1;
      }
    }
    next = bytes.indexOf(EQUALS, at);
  }
  filled += bytes.copy(target, filled, at);
  return target.subarray(0, filled);
}

/** How many bytes a part has after decoding, without decoding it: attachments are listed, not opened. */
export function decodedSize(bytes: Buffer, encoding: string): number {
  if (encoding === "quoted-printable") return decodeQuoted(bytes).length;
  if (encoding !== "base64") return bytes.length;
  let signs = 0;
  for (const byte of bytes) {
    if (byte >= 0x2f ? byte !== EQUALS : byte === 0x2b) signs += 1;
  }
  return Math.floor((signs * 3) / 4);
}
