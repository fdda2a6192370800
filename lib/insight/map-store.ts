import type { Db } from "#db/client";
import type { Fit } from "#lib/insight/fit";

/** Fewer vectors than so many are no map. */
export const FEWEST = 8;

/** The map that counts, as it is stored; see `maps` in db/schema. */
export type StoredMap = { id: number; model: number; vectors: number; queuedTo: number | null };

/** The newest map, or null before there is one. */
export function readMap(db: Db): StoredMap | null {
  const row = db.$client
    .prepare("select id, model, vectors, queued_to as queuedTo from maps order by id desc limit 1")
    .get() as StoredMap | undefined;
  return row ?? null;
}

/** What places vectors on a map. A landmark whose summary was deleted is gone from it. */
export function readFit(db: Db, map: number): Fit {
  const { mean, axes } = db.$client.prepare("select mean, axes from maps where id = ?").get(map) as Record<
    "mean" | "axes",
    Uint8Array
  >;
  const rows = db.$client.prepare("select low, x, y from map_landmarks order by id").all() as {
    low: Uint8Array;
    x: number;
    y: number;
  }[];
  const fit = { mean: floats(mean), axes: floats(axes) };
  const dimensions = fit.axes.length / fit.mean.length;
  const low = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) low.set(floats(row.low), at * dimensions);
  return { ...fit, dimensions, low, places: Float32Array.from(rows.flatMap(({ x, y }) => [x, y])) };
}

/**
 * Makes a fit the map that counts; `ids` are its landmarks, in their order. All summaries then wait to be placed anew,
 * and nothing of the map before is left.
 */
export function saveMap(
  db: Db,
  { fit, ids, model, vectors, at }: { fit: Fit; ids: number[]; model: number; vectors: number; at: number },
): void {
  const add = db.$client.prepare("insert into map_landmarks (id, low, x, y) values (?, ?, ?, ?)");
  const isThere = db.$client.prepare("select 1 from embeddings where id = ?").pluck();
  const save = db.$client.transaction(() => {
    db.$client.exec("delete from map_landmarks; delete from maps");
    db.$client
      .prepare("insert into maps (model, vectors, mean, axes, queued_to, made_at) values (?, ?, ?, ?, 0, ?)")
      .run(model, vectors, bytes(fit.mean), bytes(fit.axes), at);
    for (const [landmark, id] of ids.entries()) {
      const from = landmark * fit.dimensions;
      const [x = 0, y = 0] = fit.places.subarray(2 * landmark, 2 * landmark + 2);
      // Deleted while the map was being laid out.
      if (isThere.get(id)) add.run(id, bytes(fit.low.slice(from, from + fit.dimensions)), x, y);
    }
  });
  save.immediate();
}

const floats = (blob: Uint8Array) => new Float32Array(new Uint8Array(blob).buffer);
const bytes = (numbers: Float32Array) => Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
