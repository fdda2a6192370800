import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync } from "node:fs";
import { readPiece, type Source } from "#lib/emails/random";

const CHUNK_BYTES = 1024 * 1024;
/** A file up to this size is read at once: thousands of small ones would wait on each open, read and close. */
const SMALL_BYTES = 256 * 1024;

/** The bytes of one file inside a stored file, hashed while they are read. */
export type StoredBytes = {
  /** The bytes, once; `random` reads them in any order, as often as needed. */
  read(): Source;
  /** The first bytes (64 KiB at most), once the first were read. */
  head(): Uint8Array;
  /** How many bytes were handed out, at most their number. */
  bytesRead(): number;
  /** SHA-256 (hex) of all its bytes; reads what the reader left behind. */
  finish(): Promise<string>;
};

/** Opens `length` bytes of a stored file from `offset` on. Reading throws when the file is gone. */
export function openStoredBytes(path: string, offset: number, length: number): StoredBytes {
  const hash = createHash("sha256");
  let done = 0;
  let touched = 0;
  let head: Uint8Array = new Uint8Array(0);

  const random = {
    length,
    read(position: number, size: number): Buffer {
      touched += size;
      return readAt(path, offset + position, Math.max(0, Math.min(size, length - position)));
    },
  };

  async function* inOrder(): AsyncGenerator<Uint8Array> {
    if (done >= length) return;
    const chunks = length <= SMALL_BYTES ? [readAt(path, offset + done, length - done)] : stream();
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
    read: () => Object.assign(inOrder(), { random }),
    head: () => head,
    bytesRead: () => Math.min(length, Math.max(done, touched)),
    async finish() {
      for await (const _ of inOrder());
      return hash.digest("hex");
    },
  };
}

/** Up to `length` bytes; fewer when the stored file ends before. */
function readAt(path: string, position: number, length: number): Buffer {
  const fd = openSync(path, "r");
  try {
    return readPiece(fd, position, length);
  } finally {
    closeSync(fd);
  }
}
