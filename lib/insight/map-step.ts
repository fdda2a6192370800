import { join } from "node:path";
import type { Db } from "#db/client";
import { createChild } from "#lib/child";
import type { Fit } from "#lib/insight/fit";
import { FEWEST, readFit, readMap, type StoredMap, saveMap } from "#lib/insight/map-store";
import { mix, placeVector } from "#lib/insight/place";
import { readModel } from "#lib/search/model";
import { countEmbedded, listEmbedded, readVectors } from "#lib/search/read-vectors";
import type { Step } from "#lib/worker/lane";

/** A map has so many landmarks at most: laying out takes time with their square, placing with their number. */
const LANDMARKS = 2_000;
/** A map is made anew once there are so many times the vectors it was made of; more while they are still coming. */
const GROWN = 2;
const GROWN_WHILE_COMING = 4;
const FIT_MS = 120_000;
const IDLE_MS = 5_000;
const NICENESS = 12;
const HEAP = ["--max-old-space-size=256", "--max-semi-space-size=4"];
/** Summaries queued, and placed, in one slice. */
const QUEUED = 5_000;
const PLACED = 200;
const SLICE_MS = 25;
/** When the child failed, the map waits. */
const RETRY_MS = 60_000;

/** A map as the worker keeps it at hand; `vectors` is about how many there are now. */
type Loaded = { map: StoredMap; fit: Fit; vectors: number };

export type MapStep = { step: Step; close(): Promise<void> };

/**
 * Keeps the map of summaries: gives every new vector its place, and lays the map out anew, in a child, when there is none of
 * this model or when it was made of far fewer. What waits stands in `map_queue`; killed anywhere, it goes on from there.
 */
export function createMapStep(): MapStep {
  const child = createChild<{ fit: Fit }>({
    path: join(import.meta.dirname, "map-child.ts"),
    name: "The map of summaries",
    flags: HEAP,
    idleMs: IDLE_MS,
    niceness: NICENESS,
  });
  let loaded: Loaded | null = null;

  async function fitAnew(db: Db, model: number, now: number): Promise<boolean> {
    const all = listEmbedded(db);
    const ids = spread(all, LANDMARKS);
    const vectors = readVectors(db, ids);
    const known = ids.filter((id) => vectors.has(id));
    const reply = await child.ask({ vectors: known.map((id) => vectors.get(id)) }, FIT_MS).finally(child.rest);
    if (reply) saveMap(db, { fit: reply.fit, ids: known, model, vectors: all.length, at: now });
    return reply !== null;
  }

  function load(db: Db, map: StoredMap): Loaded {
    if (loaded?.map.id !== map.id) loaded = { map, fit: readFit(db, map.id), vectors: countEmbedded(db) };
    return loaded;
  }

  return {
    async step({ db, now }) {
      const model = readModel(db);
      const isGrown = loaded !== null && hasGrown(db, loaded);
      if (!model || (!isGrown && !hasQueued(db))) return false;
      const map = readMap(db);
      if (map?.model !== model.number) {
        if (countEmbedded(db) < FEWEST) return false;
        return (await fitAnew(db, model.number, now())) || RETRY_MS;
      }
      if (map.queuedTo !== null) return queueSlice(db, map);
      const known = load(db, map);
      if (hasGrown(db, known) || known.fit.low.length === 0)
        return (await fitAnew(db, model.number, now())) || RETRY_MS;
      known.vectors += placeSlice(db, map.id, known.fit);
      return true;
    },
    close: child.close,
  };
}

/** Whether a map was made of far fewer vectors than there are. What was placed twice is counted twice: then all are counted. */
function hasGrown(db: Db, known: Loaded): boolean {
  const isMore = () => known.vectors >= known.map.vectors * (isComing(db) ? GROWN_WHILE_COMING : GROWN);
  if (known.vectors < known.map.vectors * GROWN || !isMore()) return false;
  known.vectors = countEmbedded(db);
  return isMore();
}

function hasQueued(db: Db): boolean {
  return db.$client.prepare("select 1 from map_queue limit 1").get() !== undefined;
}

/** Whether summaries still wait for their vectors. */
function isComing(db: Db): boolean {
  const waiting = "select 1 from summaries indexed by summaries_unembedded where embedded_revision < revision limit 1";
  return db.$client.prepare(waiting).get() !== undefined;
}

/** So many of a list, evenly spread over it. */
function spread(ids: number[], wanted: number): number[] {
  if (ids.length <= wanted) return ids;
  return Array.from({ length: wanted }, (_, at) => ids[Math.floor((at * ids.length) / wanted)] as number);
}

/** Puts the next slice of summaries into the queue of a new map; always answers that there is more to do. */
function queueSlice(db: Db, map: StoredMap): true {
  const ids = listEmbedded(db, map.queuedTo ?? 0, QUEUED);
  const add = db.$client.prepare("insert or ignore into map_queue (id) select value from json_each(?)");
  const save = db.$client.prepare("update maps set queued_to = ? where id = ?");
  const slice = db.$client.transaction(() => {
    add.run(JSON.stringify(ids));
    save.run(ids.length < QUEUED ? null : (ids.at(-1) ?? null), map.id);
  });
  slice.immediate();
  return true;
}

/** Gives the newest in the queue their places; answers how many left the queue. */
function placeSlice(db: Db, map: number, fit: Fit): number {
  const ids = db.$client.prepare(`select id from map_queue order by id desc limit ${PLACED}`).pluck().all() as number[];
  const vectors = readVectors(db, ids);
  const until = performance.now() + SLICE_MS;
  const places: { id: number; x: number; y: number }[] = [];
  let looked = 0;
  for (const id of ids) {
    const vector = vectors.get(id);
    const place = vector ? placeVector(fit, vector, id) : null;
    if (place) places.push({ id, ...place });
    looked += 1;
    if (performance.now() > until) break;
  }
  const save = db.$client.prepare("insert or replace into map_points (id, map, x, y, shuffle) values (?, ?, ?, ?, ?)");
  const remove = db.$client.prepare("delete from map_queue where id in (select value from json_each(?))");
  const slice = db.$client.transaction(() => {
    for (const { id, x, y } of places) save.run(id, map, x, y, mix(id));
    remove.run(JSON.stringify(ids.slice(0, looked)));
  });
  slice.immediate();
  return looked;
}
