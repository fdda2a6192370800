/** The vector index. The only file that knows sqlite-vec: another could stand behind these functions. */
import type { Database } from "better-sqlite3";
import { load } from "sqlite-vec";
import { log } from "#lib/log";

/** A piece of SQL with what is bound to it, in order. */
export type Sql = { text: string; values: (string | number)[] };

/** A summary and how near it is: the cosine of the two vectors, 1 for the same direction. */
export type Near = { id: number; similarity: number };

/** Nearest by their bits, which are then compared as floats. Bits alone put the nearest ten among the best 80 or so. */
const CANDIDATES = 200;

const loaded = new WeakMap<Database, boolean>();

/** Whether vectors can be compared on this connection; loads sqlite-vec at the first call. Everything else works without. */
export function canCompare(client: Database): boolean {
  const known = loaded.get(client);
  if (known !== undefined) return known;
  let isLoaded = true;
  try {
    load(client);
  } catch (error) {
    isLoaded = false;
    log.warn({ err: error }, "sqlite-vec could not be loaded: search by meaning is off");
  }
  loaded.set(client, isLoaded);
  return isLoaded;
}

/** Stores a summary's vector, in place of the one it had; called inside the caller's transaction. */
export function saveVector(client: Database, id: number, model: number, vector: Float32Array): void {
  client
    .prepare("insert or replace into embeddings (id, model, vector) values (?, ?, ?)")
    .run(id, model, toBlob(vector));
  client
    .prepare("insert or replace into embedding_bits (id, model, bits) values (?, ?, ?)")
    .run(id, model, toBits(vector));
}

/** Forgets the vectors of summaries; called inside the caller's transaction. */
export function forgetVectors(client: Database, ids: number[]): void {
  for (const table of ["embeddings", "embedding_bits"]) {
    const remove = client.prepare(`delete from ${table} where id = ?`);
    for (const id of ids) remove.run(id);
  }
}

/** The vector of a summary, or null when it has none of this model. */
export function getVector(client: Database, id: number, model: number): Float32Array | null {
  const blob = client.prepare("select vector from embeddings where id = ? and model = ?").pluck().get(id, model);
  return blob instanceof Uint8Array ? new Float32Array(new Uint8Array(blob).buffer) : null;
}

/**
 * The summaries nearest to a vector that are at least as near as `floor`, nearest first, at most `limit`. `where` holds
 * conditions on `summaries s`. All signs are compared first and the best as floats; a filter that leaves too few of
 * those is put before the comparison instead. Nothing where vectors cannot be compared.
 */
export function findNearest(
  client: Database,
  asked: { model: number; vector: Float32Array },
  { limit, floor, where }: { limit: number; floor: number; where: Sql },
): Near[] {
  if (!canCompare(client)) return [];
  const best = rescore(client, asked, nearestBits(client, asked));
  const near = best.filter((one) => one.similarity >= floor);
  const kept = keep(client, near, where);
  const isAll = best.length < CANDIDATES || near.length < best.length;
  if (isAll || kept.length >= limit) return kept.slice(0, limit);
  const among = rescore(client, asked, nearestBits(client, asked, where));
  return among.filter((one) => one.similarity >= floor).slice(0, limit);
}

function nearestBits(
  client: Database,
  { model, vector }: { model: number; vector: Float32Array },
  where?: Sql,
): number[] {
  const source = where
    ? `summaries s indexed by summaries_newest cross join embedding_bits b on b.id = s.id where ${where.text} and b.model = ?`
    : "embedding_bits b where b.model = ?";
  const statement = client.prepare(
    `select b.id from ${source} order by vec_distance_hamming(vec_bit(b.bits), vec_bit(?)) limit ${CANDIDATES}`,
  );
  return statement.pluck().all(...(where?.values ?? []), model, toBits(vector)) as number[];
}

function rescore(client: Database, { vector }: { vector: Float32Array }, ids: number[]): Near[] {
  const similarity = client.prepare("select 1 - vec_distance_cosine(vector, ?) from embeddings where id = ?").pluck();
  const blob = toBlob(vector);
  return ids
    .map((id) => ({ id, similarity: similarity.get(blob, id) as number }))
    .sort((a, b) => b.similarity - a.similarity || b.id - a.id);
}

function keep(client: Database, near: Near[], where: Sql): Near[] {
  const ids = near.map((one) => one.id);
  const statement = client.prepare(
    `select s.id from summaries s indexed by summaries_newest
      where s.id in (select value from json_each(?)) and ${where.text}`,
  );
  const kept = new Set(statement.pluck().all(JSON.stringify(ids), ...where.values) as number[]);
  return near.filter((one) => kept.has(one.id));
}

function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** One bit per dimension, set where it is positive. */
function toBits(vector: Float32Array): Buffer {
  const bits = Buffer.alloc(Math.ceil(vector.length / 8));
  for (const [at, value] of vector.entries()) if (value > 0) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return bits;
}
