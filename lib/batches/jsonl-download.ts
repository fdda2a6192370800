import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets } from "#db/schema";
import { buildChunks, partPath } from "#lib/batches/build";
import { PART_LIMITS, type PartLimits } from "#lib/batches/limits";
import { partsOf } from "#lib/batches/parts";
import { askedOf, needBatch } from "#lib/batches/preview";
import { draftEmails, partEmails } from "#lib/batches/source";
import { AppError } from "#lib/errors";
import { places } from "#lib/store";

/** A JSONL on its way to a person. `bytes` is null when only the end will tell. */
export type JsonlDownload = { name: string; bytes: number | null; body: ReadableStream<Uint8Array> };

/**
 * One part's JSONL (1-based): of a draft what would be uploaded, built slice by slice; of a submitted batch the very
 * file that was. Throws AppError "not-found".
 */
export async function downloadJsonl(
  db: Db,
  batchId: number,
  number: number,
  dataDir: string,
  limits: PartLimits = PART_LIMITS,
): Promise<JsonlDownload> {
  const batch = needBatch(db, batchId);
  const dataset = db.select({ name: datasets.name }).from(datasets).where(eq(datasets.id, batch.datasetId)).get();
  const name = `${dataset?.name ?? batch.name}${number > 1 ? ` (part ${number})` : ""}.jsonl`;
  if (batch.state === "draft") {
    const chunks = buildChunks(draftEmails(db, batch), askedOf(batch), limits);
    return { name, bytes: null, body: streamOf(only(chunks, number)) };
  }
  const part = partsOf(db, batch.id).find((one) => one.number === number);
  if (!part) throw new AppError("not-found", "There is no such file.");
  const path = partPath(places(dataDir).parts, part.id);
  const found = await stat(path).catch(() => null);
  if (found && part.sha256 !== null && found.size === part.bytes) {
    return { name, bytes: found.size, body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> };
  }
  const noCuts = { requests: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };
  return { name, bytes: null, body: streamOf(only(buildChunks(partEmails(db, part.id), part, noCuts), 1)) };
}

async function* only(chunks: ReturnType<typeof buildChunks>, number: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    if (chunk.part === number) yield chunk.bytes;
    if (chunk.part > number) return;
  }
}

function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/** A Content-Disposition that any file name can stand in (RFC 6266: an ASCII name, and the real one in UTF-8). */
export function attachment(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, "_").slice(0, 150);
  const encoded = encodeURIComponent(name.toWellFormed().slice(0, 200).toWellFormed()).replaceAll(
    /['()*]/g,
    escapeChar,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const escapeChar = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
