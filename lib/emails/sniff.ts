import { sniffUnicode } from "#lib/emails/charset";
import { containerOf } from "#lib/emails/container";
import type { FileKind, Problem } from "#lib/emails/email";
import { EMLX_START } from "#lib/emails/emlx";
import { isEnvelopeLine } from "#lib/emails/envelope";
import { recogniseForeign } from "#lib/emails/foreign";
import { isMailHeader } from "#lib/emails/headers";
import { createProblem } from "#lib/emails/problem";

/** What is read: content first, then the name. */
export type Sniffed = { kind: FileKind } | { refused: Problem };

const HEADER_LINE = /^[A-Za-z][A-Za-z0-9-]*[ \t]*:/;

/**
 * Decides how a file is read from its first bytes (64 KiB are enough) and its name. A refusal names the file, says what
 * it seems to be and what to do.
 */
export function sniff(head: Uint8Array, filename: string): Sniffed {
  if (head.length === 0)
    return refuse(filename, "empty", "is empty: it has no bytes in it. Save or export it again and drop it here.");
  const container = containerOf(head, filename);
  if (container) return { kind: container };
  const foreign = recogniseForeign(head, filename);
  if (foreign) return refuse(filename, foreign.code, foreign.message);
  const text = textOf(head);
  const start = text.trimStart();
  if (start === "") return refuse(filename, "blank", "holds nothing but blank space, so there is no email in it.");
  if (isBinary(head) && !beginsAsMail(start))
    return refuse(
      filename,
      "binary",
      "is not text: it seems to be a program's own data, or damaged. Export the emails as .mbox, .eml, .csv or .json and drop that.",
      "",
    );
  const extension = /\.([a-z0-9]+)$/i.exec(filename.trim())?.[1]?.toLowerCase() ?? "";
  const kind = kindOf(start, extension);
  return kind ? { kind } : refuse(filename, ...adviceFor(start, extension));
}

function refuse(filename: string, code: string, message: string, raw = ""): { refused: Problem } {
  return { refused: createProblem("the file", code, `“${filename}” ${message}`, raw) };
}

function textOf(head: Uint8Array): string {
  const encoding = sniffUnicode(head);
  if (encoding) return new TextDecoder(encoding).decode(head);
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString("latin1").replaceAll("\0", "");
}

/** Text has few control bytes; UTF-16 has many zeros, but in a pattern. */
function isBinary(head: Uint8Array): boolean {
  if (sniffUnicode(head)) return false;
  const sample = head.subarray(0, 8_192);
  let controls = 0;
  for (const byte of sample) {
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 12) controls += 1;
  }
  return controls > Math.max(2, sample.length / 20);
}

/** Mail may carry bytes as they are (RFC 3030): its headers are text all the same. */
function beginsAsMail(start: string): boolean {
  const lines = start.split(/\r?\n/, 12);
  const first = lines[0] ?? "";
  return (HEADER_LINE.test(first) || isEnvelopeLine(first)) && countHeaders(lines).known > 0;
}

function kindOf(start: string, extension: string): FileKind | null {
  const lines = start.split(/\r?\n/, 12);
  const first = lines[0] ?? "";
  if (start[0] === "[" && /^\[\s*(?:[[{\]"]|$)/.test(start)) return "json";
  if (start[0] === "{") return isJsonLines(start, extension) ? "jsonl" : "json";
  if (isEnvelopeLine(first)) return extension === "eml" && !hasSecondMessage(start) ? "eml" : "mbox";
  const table = extension === "csv" || extension === "tsv" || extension === "tab";
  const headers = countHeaders(lines);
  if (EMLX_START.test(start) && countHeaders(lines.slice(1)).known > 0) return "emlx";
  if (table) return headers.known > 0 && headers.all > 1 && HEADER_LINE.test(first) ? "eml" : "csv";
  if (headers.known > 0) return "eml";
  if (extension === "eml" || extension === "mbox") return headers.all > 0 ? "eml" : null;
  if (extension === "jsonl" || extension === "ndjson") return looksLikeJsonLater(lines) ? "jsonl" : null;
  if (extension === "json") return null;
  return looksLikeTable(lines) ? "csv" : null;
}

/** Lines at the start that read as mail headers; folded lines belong to the one above. */
function countHeaders(lines: string[]): { all: number; known: number } {
  let all = 0;
  let known = 0;
  for (const line of lines) {
    if (line === "") break;
    if (/^[ \t]/.test(line)) continue;
    if (!HEADER_LINE.test(line)) {
      if (all > 0) break;
      continue;
    }
    all += 1;
    if (isMailHeader(line)) known += 1;
  }
  return { all, known };
}

function hasSecondMessage(text: string): boolean {
  const lines = text.split(/\r?\n/);
  return lines.some(
    (line, at) => at > 1 && lines[at - 1] === "" && isEnvelopeLine(line) && HEADER_LINE.test(lines[at + 1] ?? ""),
  );
}

/** One object a line: the first line is complete by itself and another follows. */
function isJsonLines(start: string, extension: string): boolean {
  const named = extension === "jsonl" || extension === "ndjson";
  const end = start.search(/\r?\n/);
  if (end < 0) return named;
  const second = start.slice(end).trimStart();
  if (isObject(start.slice(0, end))) return second[0] === "{";
  // A broken first line is one problem; an object over several lines is not JSONL.
  return second[0] === "{" || (named && start.slice(0, end).trim().length > 1);
}

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

function looksLikeJsonLater(lines: string[]): boolean {
  return lines.some((line) => line.trimStart().startsWith("{"));
}

/** The same separator, as often, in the first lines. */
function looksLikeTable(lines: string[]): boolean {
  const first = lines[0] ?? "";
  return [",", ";", "\t", "|"].some((sign) => {
    const count = first.split(sign).length - 1;
    return (
      count > 0 && /^[^.!?]{2,}$/.test(first) && lines.slice(1, 3).some((line) => line.split(sign).length - 1 >= count)
    );
  });
}

function adviceFor(start: string, extension: string): [string, string] {
  if (/^<(?:!doctype html|html)/i.test(start))
    return [
      "web-page",
      "is a web page, not an email file. Export the emails as .mbox, .eml, .csv or .json and drop that.",
    ];
  if (start[0] === "<")
    return [
      "xml",
      "is an XML file, which cannot be read yet. Export the emails as .mbox, .eml, .csv or .json and drop that.",
    ];
  if (extension === "json" || extension === "jsonl" || extension === "ndjson")
    return ["not-json", "is named like a JSON file but does not hold JSON. Export it again and drop it here."];
  if (extension === "eml" || extension === "mbox")
    return [
      "not-mail",
      "is named like an email but has no email headers (From, To, Subject), so it cannot be read as one. Save the email again and drop it here.",
    ];
  return [
    "unknown",
    "does not look like an email file. Mailgist reads .eml, .msg, .mbox, .pst, .csv, .xlsx, .json and .jsonl, and .zip files of these.",
  ];
}
