import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SPOOL_LIMIT, SPOOL_MEMORY } from "#lib/emails/limits";

/** Bytes that can be read in any order. */
export type RandomBytes = {
  length: number;
  /** `length` bytes from `position` on; fewer where they end. */
  read(position: number, length: number): Buffer;
};

/** The bytes of a file from start to end; `random` when they lie on disk and can also be read in any order. */
export type Source = AsyncIterable<Uint8Array> & { random?: RandomBytes };

export class TooLargeError extends Error {}

/**
 * The bytes of a source, readable in any order: as they lie on disk, or else copied into memory, or past SPOOL_MEMORY
 * into a temporary file. `close` frees them. Throws TooLargeError past SPOOL_LIMIT, and when `source` does.
 */
export async function openRandom(source: Source): Promise<{ bytes: RandomBytes; close: () => void }> {
  if (source.random) return { bytes: source.random, close: () => {} };
  const pieces: Uint8Array[] = [];
  let length = 0;
  let file: number | null = null;
  try {
    for await (const chunk of source) {
      length += chunk.length;
      if (length > SPOOL_LIMIT) throw new TooLargeError();
      pieces.push(chunk);
      if (length <= SPOOL_MEMORY) continue;
      file ??= openNameless();
      for (const piece of pieces.splice(0)) writeSync(file, piece);
    }
  } catch (error) {
    if (file !== null) closeSync(file);
    throw error;
  }
  const fd = file;
  if (fd === null) return { bytes: randomOf(Buffer.concat(pieces)), close: () => {} };
  return { bytes: { length, read: (position, size) => readPiece(fd, position, size) }, close: () => closeSync(fd) };
}

/** Bytes in memory, readable like bytes on disk. */
function randomOf(bytes: Buffer): RandomBytes {
  return {
    length: bytes.length,
    read: (position, length) => bytes.subarray(Math.max(0, position), Math.max(0, position) + length),
  };
}

/** Up to `length` bytes of an open file. */
export function readPiece(fd: number, position: number, length: number): Buffer {
  const piece = Buffer.allocUnsafe(length);
  return piece.subarray(0, readSync(fd, piece, 0, length, position));
}

/** Everything in memory; null when there is more than `most` bytes. */
export async function collect(source: Source, most: number): Promise<Buffer | null> {
  if (source.random && source.random.length > most) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > most) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** A temporary file that is gone once closed, also when the process dies (on Windows: that stays in the temp folder then). */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), "mailgist-"));
  const fd = openSync(join(folder, "spool"), "wx+", 0o600);
  rmSync(folder, { recursive: true, force: true, maxRetries: 0 });
  return fd;
}
