import { open } from "node:fs/promises";
import { LONGEST_LINE } from "#lib/batches/limits";

/** One line without its line break. `text` is null when it is longer than is read; `head` is then its start. */
export type Line = { number: number; text: string | null; head: string };

const READ_BYTES = 1 << 20;
const HEAD_BYTES = 2000;
const LF = 0x0a;

/**
 * Reads a file's lines in groups of about a megabyte, counted from 1; blank lines are counted and left out. A byte
 * order mark and CR before LF are dropped. A line longer than `longest` bytes never stands in memory.
 */
export async function* readLines(path: string, longest = LONGEST_LINE): AsyncGenerator<Line[]> {
  const file = await open(path, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    let head: string | null = null;
    let number = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(READ_BYTES);
      const { bytesRead } = await file.read(chunk, 0, READ_BYTES);
      const isEnd = bytesRead === 0;
      const bytes: Buffer =
        rest.length > 0 ? Buffer.concat([rest, chunk.subarray(0, bytesRead)]) : chunk.subarray(0, bytesRead);
      const lines: Line[] = [];
      let from = 0;
      for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, from)) {
        number += 1;
        if (head !== null || at - from > longest) {
          lines.push({ number, text: null, head: head ?? headOf(bytes.subarray(from, at)) });
        } else pushText(lines, number, bytes, from, at);
        head = null;
        from = at + 1;
      }
      rest = bytes.subarray(from);
      if (rest.length > longest) {
        head ??= headOf(rest);
        rest = Buffer.alloc(0);
      }
      if (isEnd && head !== null) lines.push({ number: number + 1, text: null, head });
      else if (isEnd && rest.length > 0) pushText(lines, number + 1, rest, 0, rest.length);
      if (lines.length > 0) yield lines;
      if (isEnd) return;
    }
  } finally {
    await file.close();
  }
}

function pushText(lines: Line[], number: number, bytes: Buffer, from: number, to: number): void {
  const hasMark = number === 1 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf;
  const text = bytes.toString("utf8", hasMark ? from + 3 : from, to).trim();
  if (text !== "") lines.push({ number, text, head: "" });
}

const headOf = (bytes: Buffer) => bytes.toString("utf8", 0, Math.min(bytes.length, HEAD_BYTES));
