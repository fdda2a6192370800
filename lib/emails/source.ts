import { sniffUnicode } from "#lib/emails/charset";
import type { Source } from "#lib/emails/random";

/** Largest piece handed on at once: keeps work between two yields short and memory even. */
const PIECE_BYTES = 256 * 1024;

/**
 * Reads the first `size` bytes (fewer when the source is shorter) and gives them back with a source that starts at the
 * beginning again.
 */
export async function peekSource(
  source: Source,
  size: number,
): Promise<{ head: Uint8Array; whole: AsyncGenerator<Uint8Array> & Source }> {
  const reader = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length < size && !ended) {
    const next = await reader.next();
    if (next.done) ended = true;
    else {
      taken.push(next.value);
      length += next.value.length;
    }
  }
  const start = taken.length === 1 && taken[0] ? taken[0] : Buffer.concat(taken);

  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces(start);
      while (!ended) {
        const next = await reader.next();
        if (next.done) return;
        yield* pieces(next.value);
      }
    } finally {
      await reader.return?.();
    }
  }
  return { head: start.subarray(0, size), whole: Object.assign(whole(), { random: source.random }) };
}

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
}

/** The same text as UTF-8 without a byte order mark; `head` is the start of it, for the decision. */
export async function* toUtf8(source: AsyncIterable<Uint8Array>, head: Uint8Array): AsyncGenerator<Uint8Array> {
  const encoding = sniffUnicode(head);
  if (encoding === "utf-16le" || encoding === "utf-16be") {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
    yield Buffer.from(decoder.decode());
    return;
  }
  let mark = encoding === "utf-8" ? 3 : 0;
  for await (const chunk of source) {
    const skipped = Math.min(mark, chunk.length);
    mark -= skipped;
    if (chunk.length > skipped) yield skipped > 0 ? chunk.subarray(skipped) : chunk;
  }
}
