import { ArchiveError, type Inside, type Member, readMembers } from "#lib/emails/archive";
import { createByteQueue } from "#lib/emails/bytes";
import type { Entry } from "#lib/emails/email";

const BLOCK = 512;
/** Longest name that is read; a longer one is a trick. */
const NAME_LIMIT = 64 * 1024;

const FILE = new Set(["0", "\0", "7"]);
const GNU_LONG_NAME = "L";
const PAX_HEADER = "x";

/** Emails of the files in a tar archive (POSIX ustar and pax, GNU long names), as its bytes come. */
export async function* readTar(
  source: AsyncIterable<Uint8Array>,
  filename: string,
  _head: Uint8Array,
  inside: Inside,
): AsyncGenerator<Entry> {
  yield* readMembers(membersOf(source), filename, inside);
}

/** Whether the first bytes of a file are a tar header. */
export function isTar(head: Buffer): boolean {
  return head.length >= BLOCK && head.toString("latin1", 257, 262) === "ustar";
}

async function* membersOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const input = createInput(source);
  let longName = "";
  for (;;) {
    const header = await input.take(BLOCK);
    if (header === null || header.every((byte) => byte === 0)) return;
    const { name, size, type } = parseHeader(header);
    const padding = (BLOCK - (size % BLOCK)) % BLOCK;
    if (type === GNU_LONG_NAME || type === PAX_HEADER) {
      if (size > NAME_LIMIT) throw new ArchiveError("damaged", "holds a file name of more than 64 KB.");
      const text = ((await input.take(size + padding)) ?? Buffer.alloc(0)).toString("utf8", 0, size);
      longName = (type === PAX_HEADER ? paxPath(text) : text.replace(/\0+$/, "")) || longName;
      continue;
    }
    const content = input.stream(size);
    if (FILE.has(type)) yield { path: cleanPath(longName || name), source: content };
    // What the reader left unread stands before the next header.
    for await (const _ of content);
    await input.take(padding);
    longName = "";
  }
}

function parseHeader(header: Buffer): { name: string; size: number; type: string } {
  const text = (start: number, length: number) =>
    header.toString("utf8", start, start + length).replace(/\0[\s\S]*$/, "");
  if (checksum(header) !== Number.parseInt(text(148, 8), 8))
    throw new ArchiveError("damaged", "is damaged: a header in it does not add up.");
  const prefix = text(345, 155);
  // Sizes over 8 GB are binary, marked by the highest bit.
  const size = ((header[124] ?? 0) & 0x80) !== 0 ? Number(header.readBigUInt64BE(128)) : octal(text(124, 12));
  return {
    name: prefix && header.toString("latin1", 257, 263) === "ustar\0" ? `${prefix}/${text(0, 100)}` : text(0, 100),
    size,
    type: String.fromCharCode(header[156] ?? 0),
  };
}

function octal(text: string): number {
  return Number.parseInt(text.trim() || "0", 8) || 0;
}

/** The sum of all bytes of the header, with blanks in place of the sum itself. */
function checksum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

/** The path of a pax header: lines of "<length> path=<value>". */
function paxPath(text: string): string {
  return /(?:^|\n)\d+ path=([^\n]*)/.exec(text)?.[1] ?? "";
}

function cleanPath(path: string): string {
  return path.replace(/^(?:\.{0,2}\/)+/, "");
}

/** Takes pieces of a given size, and streams, off a source. */
function createInput(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]();
  const queue = createByteQueue();
  let isEnded = false;
  const fill = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done) isEnded = true;
    else queue.append(next.value);
  };
  return {
    /** Null at the end. Throws ArchiveError when the source ends inside the piece. */
    async take(length: number): Promise<Buffer | null> {
      while (queue.view.length < length && !isEnded) await fill();
      if (queue.view.length === 0 && length > 0) return null;
      if (queue.view.length < length) throw cutOff();
      const piece = Buffer.from(queue.view.subarray(0, length));
      queue.consume(length);
      return piece;
    },
    /** The next `length` bytes; may be read again after a stop, from there on. */
    stream(length: number): AsyncIterable<Uint8Array> {
      let left = length;
      return {
        async *[Symbol.asyncIterator]() {
          while (left > 0) {
            if (queue.view.length === 0) {
              if (isEnded) throw cutOff();
              await fill();
              continue;
            }
            const piece = Buffer.from(queue.view.subarray(0, left));
            queue.consume(piece.length);
            left -= piece.length;
            yield piece;
          }
        },
      };
    },
  };
}

function cutOff(): ArchiveError {
  return new ArchiveError(
    "truncated",
    "stops in the middle. What came before is kept. It may have been cut off when it was saved or copied.",
    true,
  );
}
