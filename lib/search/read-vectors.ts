import type { Db } from "#db/client";
import { readModel } from "#lib/search/model";

/**
 * The vectors of some summaries, of the current model, by id. Those that have none are missing. 2 kB each: ask for a few
 * thousand at most.
 */
export function readVectors(db: Db, ids: readonly number[]): Map<number, Float32Array> {
  const model = readModel(db)?.number ?? 0;
  const rows = db.$client
    .prepare("select e.id, e.vector from json_each(?) j cross join embeddings e on e.id = j.value where e.model = ?")
    .all(JSON.stringify(ids), model) as { id: number; vector: Uint8Array }[];
  return new Map(rows.map(({ id, vector }) => [id, new Float32Array(new Uint8Array(vector).buffer)]));
}

/** The summaries that have a vector of the current model, in order; after `after`, at most `limit`. */
export function listEmbedded(db: Db, after = 0, limit = -1): number[] {
  const model = readModel(db)?.number ?? 0;
  return db.$client
    .prepare("select id from embedding_bits where model = ? and id > ? order by id limit ?")
    .pluck()
    .all(model, after, limit) as number[];
}

/** How many summaries have a vector of the current model. */
export function countEmbedded(db: Db): number {
  const model = readModel(db)?.number ?? 0;
  return db.$client.prepare("select count(*) from embedding_bits where model = ?").pluck().get(model) as number;
}
