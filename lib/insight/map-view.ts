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

/** More points cannot be told apart, and take long to draw; of more, a sample is shown. */
const MOST_POINTS = 20_000;
/** The sample is what so many points in a shuffled order leave under the filter: a fair one, and a bounded walk. */
const MOST_WALKED = 40_000;
const MOST_REGIONS = 8;
/** Words of a region come out of so many of its summaries. */
const READ_FOR_WORDS = 25;
const WORDS = 2;

/** The map of what is under a filter. */
export function readMapView(db: Db, filter: SummaryFilter): MapView {
  return db.$client.transaction(() => {
    const model = readModel(db);
    const map = readMap(db);
    const total = countEmbedded(db);
    const none = { map: map?.id ?? 0, points: "", shown: 0, isSampled: false, placed: 0, total, regions: [] };
    if (!model || total < FEWEST) return { state: "few" as const, ...none };
    if (!map || map.model !== model.number) return { state: "making" as const, ...none };
    const { points, isSampled } = readPoints(db, map.id, filter);
    return {
      state: "ready" as const,
      map: map.id,
      points: packPoints(points),
      shown: points.length,
      isSampled,
      placed: countPlaced(db, map.id),
      total,
      regions: readRegions(db, map.id, points),
    };
  })();
}

function countPlaced(db: Db, map: number): number {
  const placed = db.$client.prepare("select count(*) from map_points indexed by map_points_sample where map = ?");
  return placed.pluck().get(map) as number;
}

/** Few summaries are looked up one by one; of many, a sample of all points is held against the filter. */
function readPoints(db: Db, map: number, filter: SummaryFilter): { points: Point[]; isSampled: boolean } {
  const ids = newestIds(db, filter, MOST_POINTS + 1);
  if (ids.length <= MOST_POINTS) {
    const points = db.$client
      .prepare(
        `select p.id, p.x, p.y from json_each(?) j cross join map_points p on p.id = j.value where p.map = ? order by p.shuffle`,
      )
      .all(JSON.stringify(ids), map) as Point[];
    return { points, isSampled: false };
  }
  const where = filterCondition(correctFilter(db.$client, filter).filter);
  const points = db.$client
    .prepare(
      `select p.id, p.x, p.y from (select id, x, y from map_points indexed by map_points_sample where map = ?
           order by shuffle limit ${MOST_WALKED}) p
         cross join summaries s indexed by summaries_newest on s.id = p.id where ${where.text} limit ${MOST_POINTS}`,
    )
    .all(map, ...where.values) as Point[];
  return { points, isSampled: true };
}

function readRegions(db: Db, map: number, points: readonly Point[]): MapRegion[] {
  const wanted = Math.min(MOST_REGIONS, Math.max(1, Math.round(Math.sqrt(points.length / 4))));
  const regions = divideMap(points, wanted);
  const read = db.$client.prepare("select subject || ' ' || text from summaries where id = ?").pluck();
  const texts = regions.map((region) => region.points.slice(0, READ_FOR_WORDS).map(({ id }) => read.get(id) as string));
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
