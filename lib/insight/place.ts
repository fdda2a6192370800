import { type Fit, reduce } from "#lib/insight/fit";
import { MAP_SIZE } from "#lib/summaries/area";

/** A place comes from so many of the nearest landmarks. */
const NEAREST = 5;
/** A landmark this much nearer than the others, in squared distance, decides alone. */
const FLOOR = 1e-4;
/** Summaries that say the same would hide one another: each lies up to so far aside. */
const JITTER = 4;

/**
 * Where a vector lies on a map, 0 to MAP_SIZE - 1 each way: between the nearest landmarks, the nearer the more. `id`
 * decides which way it is moved aside. Answers null when there are no landmarks. Pure.
 */
export function placeVector(fit: Fit, vector: Float32Array, id: number): { x: number; y: number } | null {
  const { dimensions, low, places } = fit;
  const at = reduce(vector, fit);
  const best: { landmark: number; squared: number }[] = [];
  for (let landmark = 0; landmark * dimensions < low.length; landmark += 1) {
    let squared = 0;
    const from = landmark * dimensions;
    for (let axis = 0; axis < dimensions; axis += 1)
      squared += ((low[from + axis] as number) - (at[axis] as number)) ** 2;
    if (best.length === NEAREST && squared >= (best.at(-1)?.squared ?? 0)) continue;
    best.push({ landmark, squared });
    best.sort((a, b) => a.squared - b.squared);
    if (best.length > NEAREST) best.pop();
  }
  if (best.length === 0) return null;
  let [x, y, sum] = [0, 0, 0];
  for (const { landmark, squared } of best) {
    const weight = 1 / (squared + FLOOR) ** 2;
    x += weight * (places[2 * landmark] as number);
    y += weight * (places[2 * landmark + 1] as number);
    sum += weight;
  }
  const mixed = mix(id);
  const aside = (bits: number) => ((bits % 1000) / 999 - 0.5) * 2 * JITTER;
  return { x: inside((x / sum) * MAP_SIZE + aside(mixed)), y: inside((y / sum) * MAP_SIZE + aside(mixed >>> 12)) };
}

/** A number without meaning, 31 bits, the same for the same id: the first so many by it are a fair sample. */
export function mix(id: number): number {
  let mixed = Math.imul(id ^ (id >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) >>> 1;
}

function inside(value: number): number {
  return Math.max(0, Math.min(MAP_SIZE - 1, Math.round(value)));
}
