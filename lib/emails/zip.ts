import { Readable } from "node:stream";
import { createInflateRaw, inflateRawSync } from "node:zlib";
import yauzl, { type Entry as ZipEntry, type ZipFile } from "yauzl";
import {
  ArchiveError,
  type Budget,
  capped,
  type Inside,
  type Member,
  readMembers,
  spend,
  tooMany,
} from "#lib/emails/archive";
import type { Entry } from "#lib/emails/email";
import { ARCHIVE_ENTRIES } from "#lib/emails/limits";
import { createProblem, problemEntry } from "#lib/emails/problem";
import { openRandom, type RandomBytes, type Source, TooLargeError } from "#lib/emails/random";

/** Entries up to this size, packed and unpacked, are unpacked at once: streams cost more than the work for them. */
const SMALL_BYTES = 256 * 1024;

const STORED = 0;
const DEFLATED = 8;

/** Emails of the files in a zip archive. The file list at its end is what counts, as for every other program. */
export async function* readZip(
  source: Source,
  filename: string,
  _head: Uint8Array,
  inside: Inside,
): AsyncGenerator<Entry> {
  let opened: Awaited<ReturnType<typeof openRandom>>;
  try {
    opened = await openRandom(source);
  } catch (error) {
    if (!(error instanceof TooLargeError)) throw error;
    const message = `“${filename}” is too large to be read inside another archive. Unpack the outer one and drop it by itself.`;
    yield problemEntry(0, createProblem("the file", "too-long", message));
    return;
  }
  try {
    yield* readMembers(membersOf(opened.bytes, inside.budget), filename, inside);
  } finally {
    opened.close();
  }
}

async function* membersOf(bytes: RandomBytes, budget: Budget): AsyncGenerator<Member> {
  const zip = await yauzl.fromRandomAccessReaderPromise(new Reader(bytes), bytes.length, {
    autoClose: false,
    decodeStrings: false,
    // Sizes are counted while unpacking; a wrong one in the list must not end the reading of the whole archive.
    validateEntrySizes: false,
  });
  if (zip.entryCount > ARCHIVE_ENTRIES) throw tooMany(ARCHIVE_ENTRIES, "files");
  for await (const entry of zip.eachEntry()) {
    const path = nameOf(entry);
    if (path.endsWith("/")) continue;
    const refused = refusalOf(entry);
    yield refused ? { path, refused } : { path, source: contentOf(zip, entry, bytes, budget) };
  }
}

function refusalOf(entry: ZipEntry): { code: string; message: string } | null {
  if (entry.isEncrypted())
    return {
      code: "locked",
      message: "is protected with a password. Unpack the archive with its password and drop what is inside.",
    };
  const method = entry.compressionMethod;
  if (method === STORED || method === DEFLATED) return null;
  return {
    code: "packed",
    message: `is packed in a way that cannot be read here (method ${method}). Unpack the archive and drop what is inside.`,
  };
}

/** The unpacked bytes of an entry. Throws when its packed bytes are damaged. */
async function* contentOf(
  zip: ZipFile,
  entry: ZipEntry,
  bytes: RandomBytes,
  budget: Budget,
): AsyncGenerator<Uint8Array> {
  const { fileDataStart: start } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  const { compressedSize: size, compressionMethod: method } = entry;
  if (size <= SMALL_BYTES && entry.uncompressedSize <= SMALL_BYTES) {
    const packed = bytes.read(start, size);
    const whole = method === STORED ? packed : unpackSmall(packed);
    if (whole) {
      spend(budget, whole.length);
      yield whole;
      return;
    }
  }
  const raw = Readable.from(piecesOf(bytes, start, size), { objectMode: false });
  if (method === STORED) yield* capped(raw, () => size, budget);
  else yield* unpack(raw, budget);
}

/** Null when there is more in it than the list says, or it is damaged: then it is unpacked piece by piece. */
function unpackSmall(packed: Buffer): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: SMALL_BYTES });
  } catch {
    return null;
  }
}

async function* unpack(raw: Readable, budget: Budget): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  raw.once("error", (error) => inflate.destroy(error));
  try {
    yield* capped(raw.pipe(inflate), () => inflate.bytesWritten, budget);
  } finally {
    raw.destroy();
    inflate.destroy();
  }
}

function* piecesOf(bytes: RandomBytes, start: number, size: number): Generator<Buffer> {
  const end = Math.min(start + size, bytes.length);
  for (let at = start; at < end; ) {
    const piece = bytes.read(at, Math.min(SMALL_BYTES, end - at));
    if (piece.length === 0) throw new ArchiveError("truncated", "ends in the middle.");
    yield piece;
    at += piece.length;
  }
}

const UNICODE_PATH = 0x7075;
const UTF8_FLAG = 0x800;

/**
 * The name of an entry with "/" between folders. Names outside ASCII are UTF-8 where the archive says so or the bytes
 * read as that; else DOS's own letters (code page 437). A name is shown and never used as a path on disk.
 */
function nameOf(entry: ZipEntry): string {
  const raw = entry.fileNameRaw;
  const unicode = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data.subarray(5);
  const text = unicode?.toString("utf8") ?? utf8Of(raw);
  const name = text ?? yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag & ~UTF8_FLAG, raw, [], true);
  return name
    .replaceAll("\\", "/")
    .replace(/^(?:[a-z]:)?(?:\.{0,2}\/)+/i, "")
    .replaceAll("\0", "");
}

function utf8Of(raw: Buffer): string | null {
  const text = raw.toString("utf8");
  return text.includes("\uFFFD") ? null : text;
}

/** What yauzl reads through. */
class Reader extends yauzl.RandomAccessReader {
  readonly #bytes: RandomBytes;

  constructor(bytes: RandomBytes) {
    super();
    this.#bytes = bytes;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(piecesOf(this.#bytes, start, end - start), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const piece = this.#bytes.read(position, length);
    if (piece.length < length) callback(new Error("unexpected end of file"));
    else {
      piece.copy(buffer, offset);
      callback(null);
    }
  }
}
