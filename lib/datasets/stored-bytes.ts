import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, readSync } from "node:fs";

const CHUNK_BYTES = 1024 * 1024;
/** A file up to this size is read at once: thousands of small ones would wait on each open, read and close. */
const SMALL_BYTES = 256 * 1024;

/** The bytes of one file inside a stored file, hashed while they are read. */
export type StoredBytes = {
  /** The bytes, once. */
  read(): AsyncGenerator<Uint8Array>;
  /** The first bytes (64 KiB at most), once the first were read. */
  head(): Uint8Array;
  /** How many bytes were handed out. */
  bytesRead(): number;
  /** SHA-256 (hex) of all its bytes; reads what the reader left behind. */
  finish(): Promise<string>;
};

/** Opens `length` bytes of a stored file from `offset` on. Reading throws when the file is gone. */
export function openStoredBytes(path: string, offset: number, length: number): StoredBytes {
  const hash = createHash("sha256");
  let done = 0;
  let head: Uint8Array = new Uint8Array(0);

  async function* read(): AsyncGenerator<Uint8Array> {
    if (done >= length) return;
    const chunks = length <= SMALL_BYTES ? [readPiece(path, offset + done, length - done)] : stream();
    for await (const chunk of chunks) {
      if (done === 0) head = chunk;
      hash.update(chunk);
      done += chunk.length;
      yield chunk;
    }
  }

  function stream(): AsyncIterable<Buffer> {
    return createReadStream(path, { start: offset + done, end: offset + length - 1, highWaterMark: CHUNK_BYTES });
  }

  return {
    read,
    head: () => head,
    bytesRead: () => done,
    async finish() {
      for await (const _ of read());
      return hash.digest("hex");
    },
  };
}

/** Up to `length` bytes; fewer when the stored file ends before. */
function readPiece(path: string, position: number, length: number): Buffer {
  const fd = openSync(path, "r");
  try {
    const piece = Buffer.allocUnsafe(length);
    return piece.subarray(0, readSync(fd, piece, 0, length, position));
  } finally {
    closeSync(fd);
  }
}
