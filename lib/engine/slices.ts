import { open } from "node:fs/promises";

export type Line = { number: number; start: number; length: number; text: string | null };
export type Slice = { lines: Line[]; nextByte: number; nextLine: number; ended: boolean };

const SLICE_BYTES = 512 * 1024;
const SLICE_LINES = 500;
const LONGEST_LINE = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Reads the next whole lines of a file: at most 512 KB and 500 lines, or one longer line. Blank lines are left out
 * but counted. `text` is null for a line that is not UTF-8 or is over 16 MB; of the latter the file is not read further.
 * @param start byte where the first line begins
 * @param lines lines that stand before it
 * @param scratch gives a buffer of at least that size, used up before this returns
 */
export async function readSlice(
  path: string,
  start: number,
  lines: number,
  scratch: (size: number) => Buffer,
): Promise<Slice> {
  const bytes = await readWholeLines(path, start, scratch);
  const slice: Slice = { lines: [], nextByte: start, nextLine: lines, ended: bytes.ended };
  if (bytes.tooLong) {
    slice.lines.push({ number: lines + 1, start, length: 0, text: null });
    return { ...slice, ended: true };
  }
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  for (let from = 0; from < bytes.buffer.length; ) {
    if (slice.lines.length === SLICE_LINES) return { ...slice, ended: false };
    const newline = bytes.buffer.indexOf(NEWLINE, from);
    const end = newline < 0 ? bytes.buffer.length : newline;
    const text = decode(decoder, bytes.buffer.subarray(from, end));
    slice.nextLine += 1;
    if (text === null || text.trim() !== "" || text.startsWith("\ufeff")) {
      slice.lines.push({ number: slice.nextLine, start: start + from, length: end - from, text });
    }
    from = end + 1;
    slice.nextByte = start + from;
  }
  return slice;
}

/** Bytes up to and including the last newline, or to the end of the file. */
async function readWholeLines(path: string, start: number, scratch: (size: number) => Buffer) {
  const handle = await open(path);
  try {
    for (let size = SLICE_BYTES; ; size *= 2) {
      const buffer = scratch(size);
      const { bytesRead } = await handle.read(buffer, 0, size, start);
      const read = buffer.subarray(0, bytesRead);
      if (bytesRead < size) return { buffer: read, ended: true, tooLong: false };
      const newline = read.lastIndexOf(NEWLINE);
      if (newline >= 0) return { buffer: read.subarray(0, newline + 1), ended: false, tooLong: false };
      if (size >= LONGEST_LINE) return { buffer: read, ended: true, tooLong: true };
    }
  } finally {
    await handle.close();
  }
}

function decode(decoder: TextDecoder, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
