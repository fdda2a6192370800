/**
 * A buffer that grows at its end and is consumed at its start, so that bytes are copied a bounded number of times
 * however they were cut into chunks.
 */
export type ByteQueue = {
  /** The bytes not consumed yet. Valid until the next `append` or `consume`. */
  view: Buffer;
  append(chunk: Uint8Array): void;
  consume(count: number): void;
};

const SMALLEST = 256 * 1024;

/** Past this size, a store that one long entry made is given back. */
const LARGE = 4 * 1024 * 1024;

export function createByteQueue(): ByteQueue {
  let store = Buffer.allocUnsafe(SMALLEST);
  let start = 0;
  let end = 0;
  const queue: ByteQueue = {
    view: store.subarray(0, 0),
    append(chunk) {
      if (end + chunk.length > store.length) {
        const used = end - start;
        const needed = used + chunk.length;
        // Moving within the store frees a third of it, growing adds half: each byte is moved a bounded number of times.
        const wasteful = store.length > LARGE && needed * 8 < store.length;
        const fits = needed * 1.5 <= store.length && !wasteful;
        const target = fits ? store : Buffer.allocUnsafe(Math.max(SMALLEST, Math.ceil(needed * 1.5)));
        store.copy(target, 0, start, end);
        store = target;
        start = 0;
        end = used;
      }
      store.set(chunk, end);
      end += chunk.length;
      queue.view = store.subarray(start, end);
    },
    consume(count) {
      start += count;
      queue.view = store.subarray(start, end);
    },
  };
  return queue;
}

/** True for a byte that is a blank in every text format read here. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** The start of unreadable bytes, for a problem; cuts before decoding so that 60 MB are never made into a string. */
export function rawStart(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8_000)).toString("utf8");
}
