import { decodeText } from "#lib/emails/charset";
import { decodeWords } from "#lib/emails/words";

/** One header: the name in lower case, the unfolded value with one character per byte. */
export type Header = { name: string; value: string };

const MAIL_HEADER =
  /^(?:from|to|cc|bcc|subject|date|received|return-path|delivered-to|message-id|mime-version|content-[a-z-]+|x-[a-z0-9-]+|reply-to|sender|in-reply-to|references|list-[a-z-]+|dkim-signature|arc-[a-z-]+|authentication-results|envelope-to|status|user-agent|importance|thread-[a-z]+|resent-[a-z-]+|organization|precedence)[ \t]*:/i;

/** A line that begins a part of a multipart. */
const BOUNDARY = /^--(?=.{0,100}[a-z0-9])[^\s:]{4,200}[ \t]*$/i;

/** True for a line that begins with the name of a header that mail has, and few other texts do. */
export function isMailHeader(line: string): boolean {
  return MAIL_HEADER.test(line);
}

/**
 * The headers between `start` and the first blank line of a part. A folded line belongs to the one above; a line that is
 * no header is passed over (it lost its indent), and begins the body when no header comes after it (a part without any
 * headers is all body), or when it is the boundary of a part (the blank line is missing). `body` is where the body starts.
 */
export function readHeaders(bytes: Buffer, start: number, end: number): { headers: Header[]; body: number } {
  const body = findBody(bytes, start, end);
  const headers: Header[] = [];
  let parts: string[] = [];
  let at = start;
  let stray = -1;
  const finish = () => {
    const header = parts.length > 0 ? headerOfLine(parts.join("")) : null;
    if (header) {
      headers.push(header);
      stray = -1;
    }
    parts = [];
  };
  for (const line of bytes.toString("latin1", start, body).split("\n")) {
    const text = line.endsWith("\r") ? line.slice(0, -1) : line;
    const folded = text.startsWith(" ") || text.startsWith("\t");
    if (folded && parts.length > 0) parts.push(text);
    else {
      finish();
      if (BOUNDARY.test(text) && headers.length > 0) return { headers, body: stray >= 0 ? stray : at };
      if (text !== "") {
        parts.push(text);
        if (stray < 0 && !text.startsWith(":") && !headerOfLine(text)) stray = at;
      }
    }
    at += line.length + 1;
  }
  finish();
  return { headers, body: stray >= 0 ? stray : body };
}

function headerOfLine(line: string): Header | null {
  const colon = line.indexOf(":");
  if (colon <= 0) return null;
  const name = line.slice(0, colon).trim().toLowerCase();
  return /^[!-9;-~]+$/.test(name) ? { name, value: line.slice(colon + 1).trim() } : null;
}

function findBody(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const line = bytes.indexOf(10, at);
    if (line < 0 || line >= end) return end;
    if (line === at || (line === at + 1 && bytes[at] === 13)) return line + 1;
    at = line + 1;
  }
  return end;
}

/** The first header of a name, as it stands in the file; "" when absent. */
export function headerOf(headers: Header[], name: string): string {
  for (const header of headers) if (header.name === name) return header.value;
  return "";
}

/** All headers of a name joined, for lists of people that were split over several lines. */
export function headersOf(headers: Header[], name: string): string {
  return headers
    .filter((header) => header.name === name && header.value !== "")
    .map((header) => header.value)
    .join(", ");
}

/** True for a header value with bytes that are no ASCII, or shift away from it. */
export function isRaw(value: string): boolean {
  return /[\u0080-\u00ff]/.test(value) || value.includes("\x1b");
}

/** A header value with its raw bytes as text, in the charset of the message; encoded words stay as they are. */
export function decodeRaw(value: string, charset: string | null): string {
  return isRaw(value) ? decodeText(Buffer.from(value, "latin1"), null, charset) : value;
}

/** A header value as people read it: raw bytes and encoded words as text, runs of blanks as one. */
export function decodeHeader(value: string, charset: string | null): string {
  if (value === "") return "";
  return decodeWords(decodeRaw(value, charset))
    .replaceAll("\0", "")
    .replace(/[\t\r\n ]+/g, " ")
    .trim();
}

/** "text/plain; charset=utf-8" taken apart: the value in lower case, and its parameters by lower-case name. */
export type Structured = { value: string; params: Map<string, string> };

const PARAMETER = /;\s*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\[\s\S])*)"?|([^;]*))/g;

/** Takes a structured header (Content-Type, Content-Disposition) apart; RFC 2231 pieces and charsets are put together. */
export function readStructured(header: string): Structured {
  const text = header.includes("(") ? dropComments(header) : header;
  const value = (text.split(";", 1)[0] ?? "").trim().toLowerCase().replace(/^"|"$/g, "");
  const params = new Map<string, string>();
  const pieces = new Map<string, { order: number; text: string; encoded: boolean }[]>();
  for (const match of text.matchAll(PARAMETER)) {
    const name = (match[1] ?? "").toLowerCase();
    const content = match[2] !== undefined ? match[2].replace(/\\(["\\])/g, "$1") : (match[3] ?? "").trim();
    const piece = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
    if (!piece) {
      // A name given twice keeps its first value, as other readers do.
      if (!params.has(name)) params.set(name, content);
      continue;
    }
    const list = pieces.get(piece[1] ?? "") ?? [];
    list.push({ order: Number(piece[2] ?? 0), text: content, encoded: piece[2] === undefined || piece[3] === "*" });
    pieces.set(piece[1] ?? "", list);
  }
  for (const [name, list] of pieces) params.set(name, joinPieces(list));
  return { value, params };
}

/** RFC 2231: name*0*=charset'language'%41…; name*1=… */
function joinPieces(pieces: { order: number; text: string; encoded: boolean }[]): string {
  pieces.sort((one, two) => one.order - two.order);
  let charset: string | null = null;
  const bytes: Buffer[] = [];
  for (const [at, piece] of pieces.entries()) {
    let text = piece.text;
    const intro = at === 0 && piece.encoded ? /^([^']*)'[^']*'/.exec(text) : null;
    if (intro) {
      charset = intro[1] || null;
      text = text.slice(intro[0].length);
    }
    const plain = piece.encoded
      ? text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : text;
    bytes.push(Buffer.from(plain, "latin1"));
  }
  return decodeText(Buffer.concat(bytes), charset);
}

function dropComments(text: string): string {
  let result = "";
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === "\\" && at + 1 < text.length) {
      if (depth === 0) result += char + text[at + 1];
      at += 1;
    } else if (char === '"' && depth === 0) {
      quoted = !quoted;
      result += char;
    } else if (char === "(" && !quoted) depth += 1;
    else if (char === ")" && !quoted && depth > 0) depth -= 1;
    else if (depth === 0) result += char;
  }
  // A comment that never ends is no comment.
  return depth > 0 ? text : result;
}
