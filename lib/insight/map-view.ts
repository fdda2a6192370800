import { setImmediate } from "node:timers/promises";
import type { Db } from "#db/client";
import { FEWEST, readMap } from "#lib/insight/map-store";
import { type Point, packPoints } from "#lib/insight/points";
import { divideMap } from "#lib/insight/regions";
import { newestIds } from "#lib/insight/scope";
import { topicWords } from "#lib/insight/topics";
import type { MapRegion, MapView } from "#lib/insight/view";
import { readModel } from "#lib/search/model";
import { countEmbedded } from "#lib/search/read-vectors";
import { type Corner, formatArea, MAP_SIZE, spansOf } from "#lib/summaries/area";
import { correctFilter } from "#lib/summaries/correct";
import { filterCondition } from "#lib/summaries/query";
import type { SummaryFilter } from "#lib/summaries/view";

/**
 * More points cannot be told apart, and take long to draw; of more, a sample is shown: what so many points in a shuffled
 * order leave under the filter, a fair one and a bounded walk, so many at once.
 */
const SIZES = { points: 20_000, walked: 40_000, atOnce: 10_000 };
const MOST_REGIONS = 8;
/** Words of a region come out of so many of its summaries. */
const READ_FOR_WORDS = 25;
const WORDS = 2;

/**
 * The map of what is under a filter. It is read in slices, so that no other page waits for it; what is placed or deleted
 * meanwhile may be missing.
 */
export async function readMapView(db: Db, filter: SummaryFilter, sizes = SIZES): Promise<MapView> {
  const model = readModel(db);
  const map = readMap(db);
  const total = countEmbedded(db);
  const none = { map: map?.id ?? 0, points: "", shown: 0, isSampled: false, placed: 0, total, regions: [] };
  if (!model || total < FEWEST) return { state: "few", ...none };
  if (!map || map.model !== model.number) return { state: "making", ...none };
  await setImmediate();
  const { points, isSampled } = await readPoints(db, { map: map.id, filter, sizes });
  await setImmediate();
  const placed = countPlaced(db, map.id);
  const packed = packPoints(points);
  await setImmediate();
  const regions = await readRegions(db, map.id, points);
  return { state: "ready", map: map.id, points: packed, shown: points.length, isSampled, placed, total, regions };
}

function countPlaced(db: Db, map: number): number {
  const placed = db.$client.prepare("select count(*) from map_points indexed by map_points_sample where map = ?");
  return placed.pluck().get(map) as number;
}

type Asked = { map: number; filter: SummaryFilter; sizes: typeof SIZES };

/** Few summaries are looked up one by one; of many, a sample of all points is held against the filter. */
async function readPoints(db: Db, asked: Asked): Promise<{ points: Point[]; isSampled: boolean }> {
  const { map, filter, sizes } = asked;
  const ids = newestIds(db, filter, sizes.points + 1);
  await setImmediate();
  if (ids.length > sizes.points) return { points: await samplePoints(db, asked), isSampled: true };
  const points = db.$client
    .prepare(
      `select p.id, p.x, p.y from json_each(?) j cross join map_points p on p.id = j.value where p.map = ? order by p.shuffle`,
    )
    .all(JSON.stringify(ids), map) as Point[];
  return { points, isSampled: false };
}

async function samplePoints(db: Db, { map, filter, sizes }: Asked): Promise<Point[]> {
  const where = filterCondition(correctFilter(db.$client, filter).filter);
  const end = db.$client
    .prepare(
      `select shuffle from map_points indexed by map_points_sample where map = ? and shuffle > ?
        order by shuffle limit 1 offset ${sizes.atOnce - 1}`,
    )
    .pluck();
  const slice = db.$client.prepare(
    `select p.id, p.x, p.y from map_points p indexed by map_points_sample
       cross join summaries s indexed by summaries_newest on s.id = p.id
      where p.map = ? and p.shuffle > ? and p.shuffle <= ? and ${where.text} order by p.shuffle limit ?`,
  );
  const points: Point[] = [];
  let from: number | undefined = -1;
  for (let walked = 0; from !== undefined && walked < sizes.walked; walked += sizes.atOnce) {
    const to = end.get(map, from) as number | undefined;
    const left = sizes.points - points.length;
    points.push(...(slice.all(map, from, to ?? Number.MAX_SAFE_INTEGER, ...where.values, left) as Point[]));
    if (points.length === sizes.points) break;
    from = to;
    await setImmediate();
  }
  return points;
}

async function readRegions(db: Db, map: number, points: readonly Point[]): Promise<MapRegion[]> {
  const wanted = Math.min(MOST_REGIONS, Math.max(1, Math.round(Math.sqrt(points.length / 4))));
  const regions = divideMap(points, wanted);
  await setImmediate();
  const read = db.$client.prepare("select subject || ' ' || text from summaries where id = ?").pluck();
  const texts = regions.map((region) =>
    region.points.slice(0, READ_FOR_WORDS).flatMap(({ id }) => (read.get(id) as string) ?? []),
  );
  const words = topicWords(texts, WORDS);
  const counts = countInside(
    regions.map((region) => region.corners),
    points,
  );
  return regions.map(({ corners, middle }, at) => ({
    words: words[at] ?? [],
    area: formatArea({ map, corners }),
    count: counts[at] ?? 0,
    x: Math.round(middle.x),
    y: Math.round(middle.y),
  }));
}

/** By the corners as they stand in the address, so that the list has exactly as many. The areas must not overlap. */
function countInside(areas: Corner[][], points: readonly Point[]): number[] {
  const owner = new Uint8Array(MAP_SIZE * MAP_SIZE);
  for (const [at, corners] of areas.entries()) {
    const rounded = corners.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    for (const [y, from, to] of spansOf(rounded)) owner.fill(at + 1, y * MAP_SIZE + from, y * MAP_SIZE + to + 1);
  }
  const counts = areas.map(() => 0);
  for (const { x, y } of points) {
    const at = (owner[y * MAP_SIZE + x] ?? 0) - 1;
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
