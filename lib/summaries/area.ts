/** A part of the map of summaries, as it stands in an address: "3.10.10.200.10.200.90" is a triangle on map 3. Pure. */

/** Places on a map are whole numbers from 0 to `MAP_SIZE - 1` each way; corners may lie on `MAP_SIZE`. */
export const MAP_SIZE = 1024;
/** More corners than a hand draws; an address stays short enough to be sent. */
export const MOST_CORNERS = 60;

export type Corner = { x: number; y: number };
export type Area = { map: number; corners: Corner[] };
/** One row of an area: the points with this `y` and `from <= x <= to`. */
export type Span = [y: number, from: number, to: number];

/** Reads an area; null when the text is none. */
export function parseArea(text: string): Area | null {
  if (!/^[1-9]\d{0,8}(\.\d{1,4}){6,}$/.test(text)) return null;
  const [map = 0, ...numbers] = text.split(".").map(Number);
  if (numbers.length % 2 === 1 || numbers.length > 2 * MOST_CORNERS) return null;
  if (numbers.some((one) => one > MAP_SIZE)) return null;
  const corners: Corner[] = [];
  for (let at = 0; at < numbers.length; at += 2) corners.push({ x: numbers[at] ?? 0, y: numbers[at + 1] ?? 0 });
  return { map, corners };
}

/** The opposite of `parseArea`. Corners are rounded, kept on the map and thinned out to the most that are allowed. */
export function formatArea({ map, corners }: Area): string {
  const clamp = (value: number) => Math.min(MAP_SIZE, Math.max(0, Math.round(value)));
  const step = Math.max(1, corners.length / MOST_CORNERS);
  const kept: string[] = [];
  for (let at = 0; at < corners.length; at += step) {
    const corner = corners[Math.floor(at)];
    if (corner) kept.push(`${clamp(corner.x)}.${clamp(corner.y)}`);
  }
  return [map, ...kept].join(".");
}

/**
 * The rows of an area, by the even-odd rule. A point on an edge belongs to one side only, so areas that share an edge
 * never share a point.
 */
export function spansOf(corners: readonly Corner[]): Span[] {
  const heights = corners.map((corner) => corner.y);
  const last = Math.min(MAP_SIZE - 1, Math.ceil(Math.max(...heights)) - 1);
  const spans: Span[] = [];
  for (let y = Math.max(0, Math.ceil(Math.min(...heights))); y <= last; y += 1) {
    const crossings = crossingsAt(corners, y);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const from = Math.max(0, Math.ceil(crossings[at] ?? 0));
      const to = Math.min(MAP_SIZE, Math.ceil(crossings[at + 1] ?? 0)) - 1;
      if (from <= to) spans.push([y, from, to]);
    }
  }
  return spans;
}

/** Makes the test whether a point of the map lies in an area: the same points that `spansOf` names, each told at once. */
export function areaTest(corners: readonly Corner[]): (point: Corner) => boolean {
  const rows = Map.groupBy(spansOf(corners), ([y]) => y);
  return ({ x, y }) => rows.get(y)?.some(([, from, to]) => from <= x && x <= to) ?? false;
}

/** Where the edges cross a row, from left to right. */
function crossingsAt(corners: readonly Corner[], y: number): number[] {
  const found: number[] = [];
  for (const [at, one] of corners.entries()) {
    const next = corners[(at + 1) % corners.length] ?? one;
    if (one.y <= y !== next.y <= y) found.push(one.x + ((y - one.y) / (next.y - one.y)) * (next.x - one.x));
  }
  return found.sort((a, b) => a - b);
}
