import type { Point } from "#lib/insight/points";
import { type Corner, MAP_SIZE } from "#lib/summaries/area";

/** A part of the map around the middle of points that lie together, and those points. */
export type Region = { corners: Corner[]; middle: Corner; points: Point[] };

const ROUNDS = 12;
/** Enough to find where points lie together. */
const LOOKED_AT = 2_000;

/**
 * Divides the whole map among at most `wanted` middles of points (k-means; each place belongs to the nearest middle), the
 * fullest part first. Parts share edges but no points. Pure and without chance.
 */
export function divideMap(points: readonly Point[], wanted: number): Region[] {
  const middles = findMiddles(points.slice(0, LOOKED_AT), wanted);
  const regions = middles.map((middle) => ({ middle, corners: cellOf(middle, middles), points: [] as Point[] }));
  for (const point of points) regions[nearest(middles, point)]?.points.push(point);
  return regions.filter((region) => region.points.length > 0).sort((a, b) => b.points.length - a.points.length);
}

function findMiddles(points: readonly Point[], wanted: number): Corner[] {
  let middles = farApart(points, wanted);
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = middles.map(() => ({ x: 0, y: 0, count: 0 }));
    for (const point of points) {
      const sum = own[nearest(middles, point)];
      if (!sum) continue;
      sum.x += point.x;
      sum.y += point.y;
      sum.count += 1;
    }
    middles = own.filter(({ count }) => count > 0).map(({ x, y, count }) => ({ x: x / count, y: y / count }));
  }
  return middles;
}

/** Begins with the first point, then always the one farthest from those chosen. */
function farApart(points: readonly Point[], wanted: number): Corner[] {
  const [first] = points;
  if (!first) return [];
  const chosen: Corner[] = [first];
  const distances = points.map((point) => squared(point, first));
  while (chosen.length < wanted) {
    const farthest = Math.max(...distances);
    const next = points[distances.indexOf(farthest)];
    if (farthest === 0 || !next) break;
    chosen.push(next);
    for (const [at, point] of points.entries()) distances[at] = Math.min(distances[at] ?? 0, squared(point, next));
  }
  return chosen;
}

function nearest(middles: readonly Corner[], point: Corner): number {
  let best = 0;
  for (const [at, middle] of middles.entries()) {
    if (squared(middle, point) < squared(middles[best] as Corner, point)) best = at;
  }
  return best;
}

/** What of the map is nearer to one middle than to every other (its Voronoi cell), by cutting the map again and again. */
function cellOf(middle: Corner, middles: readonly Corner[]): Corner[] {
  let cell: Corner[] = [
    { x: 0, y: 0 },
    { x: MAP_SIZE, y: 0 },
    { x: MAP_SIZE, y: MAP_SIZE },
    { x: 0, y: MAP_SIZE },
  ];
  for (const other of middles) {
    if (other === middle) continue;
    const side = (corner: Corner) => squared(corner, other) - squared(corner, middle);
    cell = cell.flatMap((corner, at) => {
      const next = cell[(at + 1) % cell.length] as Corner;
      const [here, there] = [side(corner), side(next)];
      const kept = here >= 0 ? [corner] : [];
      if (here >= 0 === there >= 0) return kept;
      const share = here / (here - there);
      return [...kept, { x: corner.x + share * (next.x - corner.x), y: corner.y + share * (next.y - corner.y) }];
    });
  }
  return cell;
}

function squared(one: Corner, other: Corner): number {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
}
