import { z } from "zod";
import type { Db } from "#db/client";
import { AppError, isBusy } from "#lib/errors";
import { readModel } from "#lib/search/model";
import { ask } from "#lib/worker/ask";

/** The vector of a text and its model; `vector` is null when the text means nothing to the model. */
export type AskedVector = { model: string; vector: Float32Array | null };

/** A search that takes longer goes on with words alone. */
const PATIENCE_MS = 1_000;
/** The last queries' vectors: paging, filters and new summaries ask for them again. */
const REMEMBERED = 200;

const outputSchema = z.object({ model: z.string(), vector: z.string().nullable() });
const remembered = new Map<string, AskedVector>();

/** The vector of a query, made by the worker; null when it did not answer within a second. */
export async function askVector(db: Db, text: string): Promise<AskedVector | null> {
  const key = `${readModel(db)?.number} ${text}`;
  const known = remembered.get(key);
  if (known) return known;
  try {
    const { model, vector } = outputSchema.parse(await ask(db, "embed", { text }, PATIENCE_MS));
    const answer = { model, vector: vector === null ? null : decode(vector) };
    if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
    remembered.set(key, answer);
    return answer;
  } catch (error) {
    if (isBusy(error) || (error instanceof AppError && error.code === "unavailable")) return null;
    throw error;
  }
}

function decode(base64: string): Float32Array {
  return new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);
}
