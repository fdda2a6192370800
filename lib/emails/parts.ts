import { type Header, headerOf, readHeaders, readStructured, type Structured } from "#lib/emails/headers";
import { COPY_LIMIT, DEPTH_LIMIT, HEADER_LIMIT, PART_LIMIT, SEARCH_LIMIT } from "#lib/emails/limits";
import { SMIME_TYPE, signedContent } from "#lib/emails/smime";
import { decodeTransfer } from "#lib/emails/transfer";

/** A part of a message: `body` still carries its transfer encoding. */
export type Part = {
  headers: Header[];
  type: Structured;
  disposition: Structured;
  encoding: string;
  body: Buffer;
  children: Part[];
};

/** Thrown for a message that is built to hurt; the text is fit for staff. */
export class MessageLimitError extends Error {
  code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Budget = { parts: number; headers: number; searched: number; copied: number };

/** The tree of parts of a message. Throws MessageLimitError past the limits on parts, depth and headers. */
export function readParts(bytes: Buffer): Part {
  return readPart(bytes, "text/plain", 0, { parts: 0, headers: 0, searched: 0, copied: 0 });
}

function readPart(bytes: Buffer, fallbackType: string, depth: number, budget: Budget): Part {
  if (depth > DEPTH_LIMIT) throw new MessageLimitError("too-deep", `has parts nested more than ${DEPTH_LIMIT} deep`);
  budget.parts += 1;
  if (budget.parts > PART_LIMIT) throw new MessageLimitError("too-many-parts", `has more than ${PART_LIMIT} parts`);
  // Only as much as is allowed is searched for the end of the headers.
  const room = HEADER_LIMIT - budget.headers;
  const { headers, body } = readHeaders(bytes, 0, Math.min(bytes.length, room + 1));
  budget.headers += body;
  if (body > room)
    throw new MessageLimitError("long-headers", `has more than ${HEADER_LIMIT / 1024 / 1024} MB of headers`);
  const type = typeOf(headerOf(headers, "content-type"), fallbackType);
  const encoding =
    /[\w-]+/.exec(headerOf(headers, "content-transfer-encoding").replace(/\([^()]*\)/g, ""))?.[0]?.toLowerCase() ?? "";
  const part: Part = {
    headers,
    type,
    disposition: readStructured(headerOf(headers, "content-disposition").replace(/^([\w-]+)\s+(?=[\w*-]+=)/, "$1; ")),
    encoding,
    body: bytes.subarray(body),
    children: [],
  };
  if (type.value.startsWith("multipart/")) readChildren(part, depth, budget);
  else if (type.value === "message/rfc822") readInner(part, (bytes) => bytes, depth, budget);
  else if (SMIME_TYPE.test(type.value)) readInner(part, signedContent, depth, budget);
  return part;
}

/** The message inside a message, if it can be opened. */
function readInner(part: Part, open: (bytes: Buffer) => Buffer | null, depth: number, budget: Budget) {
  if (part.encoding === "base64" || part.encoding === "quoted-printable") budget.copied += part.body.length;
  if (budget.copied > COPY_LIMIT)
    throw new MessageLimitError("too-deep", "holds messages inside messages that are too large");
  const inner = open(decodeTransfer(part.body, part.encoding));
  if (inner) part.children.push(readPart(inner, "text/plain", depth + 1, budget));
}

const TYPE = /^[\w.+-]+\/[\w.+-]+$/;

/** The content type of a part. Where the first semicolon is missing, or another sign stands for it, it is put back. */
function typeOf(header: string, fallbackType: string): Structured {
  const type = readStructured(header || fallbackType);
  if (isMessage(type)) type.value = "message/rfc822";
  if (TYPE.test(type.value)) return type;
  const mended = readStructured(header.replace(/^([\w.+-]+\/[\w.+-]+)[^\w.+;-]+/, "$1; "));
  if (!TYPE.test(mended.value)) mended.value = fallbackOf(mended, fallbackType);
  return mended;
}

/** Messages under other names: in UTF-8 (RFC 6532), of a news group, and the first piece of one that was cut (RFC 2046). */
function isMessage({ value, params }: Structured): boolean {
  return (
    value === "message/global" ||
    value === "message/news" ||
    (value === "message/partial" && params.get("number") === "1")
  );
}

/** "text" and "html" alone, or nothing readable at all; of what has a name nobody knows more than that it is a file. */
function fallbackOf({ value, params }: Structured, fallbackType: string): string {
  if (value === "html" || value === "<html>") return "text/html";
  if (value === "text" || value === "") return "text/plain";
  if (value.startsWith("multipart")) return "multipart/mixed";
  return params.has("name") ? "application/octet-stream" : fallbackType;
}

function readChildren(part: Part, depth: number, budget: Budget) {
  // A boundary that was promised and never comes says nothing; the first line that looks like one does.
  const declared = splitAt(part, part.type.params.get("boundary"), budget);
  const ranges = declared.length > 0 ? declared : splitAt(part, guessBoundary(part.body), budget);
  if (ranges.length === 0) {
    // A multipart without its boundaries is one text.
    part.type = { value: "text/plain", params: part.type.params };
    return;
  }
  const fallbackType = part.type.value === "multipart/digest" ? "message/rfc822" : "text/plain";
  for (const [start, end] of ranges)
    part.children.push(readPart(part.body.subarray(start, end), fallbackType, depth + 1, budget));
}

function splitAt(part: Part, boundary: string | null | undefined, budget: Budget): [number, number][] {
  if (!boundary) return [];
  budget.searched += part.body.length;
  if (budget.searched > SEARCH_LIMIT) throw new MessageLimitError("too-deep", "has large parts nested too deep");
  return splitParts(part.body, boundary, PART_LIMIT + 1 - budget.parts);
}

/** The first line that stands where a boundary would: before the headers of a part, or the blank line after them. */
function guessBoundary(body: Buffer): string | null {
  return (
    /^\s*--([^\s-][^\r\n]{0,69}?)[ \t]*\r?\n(?=\r?\n|content-)/i.exec(body.toString("latin1", 0, 300))?.[1] ?? null
  );
}

/** Where the parts between the boundary lines stand; a missing last boundary is the end of the body. */
function splitParts(body: Buffer, boundary: string, most: number): [number, number][] {
  const mark = Buffer.from(`--${boundary}`, "latin1");
  const ranges: [number, number][] = [];
  let open = -1;
  let at = body.indexOf(mark);
  while (at >= 0) {
    const after = at + mark.length;
    const line = boundaryLine(body, at, after);
    if (line) {
      if (open >= 0) ranges.push([open, Math.max(open, lineStart(body, at))]);
      if (line.last || ranges.length > most) return ranges;
      open = line.next;
    }
    at = body.indexOf(mark, after);
  }
  if (open >= 0 && open < body.length) ranges.push([open, body.length]);
  return ranges;
}

/** A boundary stands alone on its line, with blanks behind it at most. */
function boundaryLine(body: Buffer, at: number, after: number): { last: boolean; next: number } | null {
  if (at > 0 && body[at - 1] !== 10) return null;
  const last = body[after] === 0x2d && body[after + 1] === 0x2d;
  let end = last ? after + 2 : after;
  while (body[end] === 32 || body[end] === 9) end += 1;
  if (body[end] === 13) end += 1;
  if (end < body.length && body[end] !== 10) return null;
  return { last, next: end + 1 };
}

/** The line end before a boundary belongs to the boundary. */
function lineStart(body: Buffer, at: number): number {
  return at >= 2 && body[at - 2] === 13 ? at - 2 : at - 1;
}
