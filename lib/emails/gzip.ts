import { Readable } from "node:stream";
import { constants, createGunzip } from "node:zlib";
import { ArchiveError, capped, type Inside, tooDeep } from "#lib/emails/archive";
import type { Entry } from "#lib/emails/email";
import { ARCHIVE_DEPTH } from "#lib/emails/limits";
import { createProblem, problemEntry } from "#lib/emails/problem";
import type { Source } from "#lib/emails/random";

/** What lies in a gzip file (RFC 1952), read under its name without ".gz". A tar in it is an archive of its own. */
export async function* readGzip(
  source: Source,
  filename: string,
  _head: Uint8Array,
  inside: Inside,
): AsyncGenerator<Entry> {
  if (inside.depth > ARCHIVE_DEPTH) {
    yield tooDeep(filename);
    return;
  }
  let position = 0;
  try {
    const unpacked = gunzip(source, inside);
    const deeper = { ...inside, depth: inside.depth + 1 };
    for await (const entry of inside.read(unpacked.source, innerName(filename), deeper)) {
      position = entry.position + 1;
      yield entry;
    }
    if (unpacked.isCutOff()) throw new ArchiveError("truncated", CUT_OFF);
  } catch (error) {
    if (!isOwn(error) || (error instanceof ArchiveError && error.isFinal && inside.depth > 0)) throw error;
    const message =
      error instanceof ArchiveError
        ? `“${filename}” ${error.message}`
        : `“${filename}” is damaged. What came before is kept. Pack it again and drop that.`;
    yield problemEntry(
      position,
      createProblem("the file", error instanceof ArchiveError ? error.code : "damaged", message),
    );
  }
}

/** What unpacking throws, in contrast to what reading the source does. */
function isOwn(error: unknown): boolean {
  if (error instanceof ArchiveError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

function innerName(filename: string): string {
  return filename.replace(/\.tgz$/i, ".tar").replace(/\.gz$/i, "");
}

function gunzip(source: Source, inside: Inside): { source: Source; isCutOff: () => boolean } {
  let packed = 0;
  let size = 0;
  let isEnded = false;
  let trailer = Buffer.alloc(0);

  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      packed += chunk.length;
      trailer = Buffer.concat([trailer, chunk.subarray(-TRAILER_BYTES)]).subarray(-TRAILER_BYTES);
      yield chunk;
    }
  }

  async function* unpack(): AsyncGenerator<Uint8Array> {
    const raw = Readable.from(counted(), { objectMode: false });
    // With the usual flush, a file that was cut off gives an error in place of its last bytes.
    const unpacked = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    raw.once("error", (error) => unpacked.destroy(error));
    try {
      for await (const chunk of capped(raw.pipe(unpacked), () => packed, inside.budget)) {
        size += chunk.length;
        yield chunk;
      }
      isEnded = true;
    } finally {
      raw.destroy();
      unpacked.destroy();
    }
  }

  return { source: unpack(), isCutOff: () => isEnded && endsEarly(trailer, size) };
}

const CUT_OFF = "stops in the middle. What came before is kept. It may have been cut off when it was saved or copied.";

/** A gzip file ends with the size of its last piece modulo 2^32, which can only be more than all of it when it is not there. */
const TRAILER_BYTES = 4;

function endsEarly(trailer: Buffer, size: number): boolean {
  return size < 2 ** 32 && (trailer.length < TRAILER_BYTES || trailer.readUInt32LE() > size);
}
