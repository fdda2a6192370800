import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";
import { buildLine, createCutter } from "#lib/batches/jsonl";
import { CHUNK_BYTES, PART_LIMITS, type PartLimits } from "#lib/batches/limits";
import type { Part } from "#lib/batches/parts";
import { type EmailSource, partEmails } from "#lib/batches/source";
import { vectorLines } from "#lib/batches/vector-lines";
import type { Asked } from "#lib/prompts/recipe";

/** Some whole lines of one file. `part`: 1-based number of the file they belong to. */
export type Chunk = { part: number; requests: number; bytes: Buffer };

/** The JSONL of everything `next` gives, asked as `asked` says, cut into files. */
export function buildChunks(next: EmailSource, asked: Asked, limits: PartLimits = PART_LIMITS): AsyncGenerator<Chunk> {
  return chunksOf(() => next().map((email) => buildLine(email, asked)), limits);
}

/**
 * Cuts lines into files, in chunks of about a megabyte. Lets the event loop turn after every slice. Memory stays flat
 * however many lines there are.
 */
async function* chunksOf(next: () => string[], limits: PartLimits): AsyncGenerator<Chunk> {
  const beginsPart = createCutter(limits);
  let part = 1;
  let requests = 0;
  let used = 0;
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let lines = next(); lines.length > 0; lines = next()) {
    for (const line of lines) {
      const size = Buffer.byteLength(line);
      const isNewPart = beginsPart(size);
      if (used > 0 && (isNewPart || used + size > buffer.length)) {
        yield { part, requests, bytes: buffer.subarray(0, used) };
        buffer = Buffer.allocUnsafe(CHUNK_BYTES);
        requests = 0;
        used = 0;
      }
      if (isNewPart) part += 1;
      if (size > buffer.length) buffer = Buffer.allocUnsafe(size);
      used += buffer.write(line, used, "utf8");
      requests += 1;
    }
    await turn();
  }
  if (used > 0) yield { part, requests, bytes: buffer.subarray(0, used) };
}

/** One part's file: where it lies, how large it is, and what its bytes hash to. */
export type BuiltFile = { path: string; bytes: number; sha256: string };

/** Where a part's JSONL lies. */
export function partPath(folder: string, partId: number): string {
  return join(folder, `${partId}.jsonl`);
}

/**
 * Builds a submitted part's JSONL to `<folder>/<part id>.jsonl`: whole or not at all, even when the power fails.
 * Building again gives the same bytes.
 */
export async function buildPartFile(
  db: Db,
  part: Asked & Pick<Part, "id" | "kind" | "dimensions">,
  folder: string,
): Promise<BuiltFile> {
  const path = partPath(folder, part.id);
  const hash = createHash("sha256");
  const file = await open(`${path}.tmp`, "w", 0o600);
  let bytes = 0;
  try {
    const noCuts = { requests: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
    const chunks =
      part.kind === "embeddings"
        ? chunksOf(vectorLines(db, part), noCuts)
        : buildChunks(partEmails(db, part.id), part, noCuts);
    for await (const chunk of chunks) {
      hash.update(chunk.bytes);
      await file.writeFile(chunk.bytes);
      bytes += chunk.bytes.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await moveIntoPlace(`${path}.tmp`, path);
  return { path, bytes, sha256: hash.digest("hex") };
}

/** Renames a finished file and makes the new name survive a power cut. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  await rename(from, to);
  const folder = await open(dirname(to), "r").catch(() => null);
  // Not every system lets a folder be opened or synced; there the rename alone has to do.
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Deletes everything a part left on disk. */
export async function removePartFiles(folder: string, partId: number): Promise<void> {
  for (const kind of ["jsonl", "output.jsonl", "error.jsonl"]) {
    for (const suffix of ["", ".tmp"])
      await rm(join(/* turbopackIgnore: true */ folder, `${partId}.${kind}${suffix}`), { force: true, maxRetries: 3 });
  }
}
