import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const CHUNK_BYTES = 64 * 1024;

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
    const stream = createReadStream(path, {
      start: offset + done,
      end: offset + length - 1,
      highWaterMark: CHUNK_BYTES,
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (done === 0) head = chunk;
      hash.update(chunk);
      done += chunk.length;
      yield chunk;
    }
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
