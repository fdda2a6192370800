/**
 * Lays points of a few dimensions out on a plane so that near ones stay near (after UMAP: McInnes, Healy, Melville 2018):
 * each point pulls its nearest and pushes some others away. Pure; chance comes from a fixed seed.
 */
import { seeded } from "#lib/random";

const NEIGHBOURS = 12;
const EPOCHS = 220;
const PUSHED = 4;
/** How strength falls with distance on the plane, for points that may lie 0.1 apart. */
const A = 1.577;
const B = 0.895;
const MOST_MOVE = 4;
const START_SIZE = 10;
/** This share of the points at each side may lie at the edge: one outlier must not press all others together. */
const EDGE = 0.005;

type Edge = { from: number; to: number; strength: number };

/** `low` holds `dimensions` numbers for each point; answers two for each, 0 to 1. */
export function layOut(low: Float32Array, dimensions: number): Float32Array {
  const count = low.length / dimensions;
  const places = startPlaces(low, dimensions);
  const edges = strongest(low, dimensions, count);
  const random = seeded(count + 1);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const pace = 1 - epoch / EPOCHS;
    for (const { from, to, strength } of edges) {
      // A weak edge pulls in fewer rounds.
      if (random() > strength) continue;
      pull(places, from, to, pace);
      for (let n = 0; n < PUSHED; n += 1) push(places, from, Math.floor(random() * count), pace);
    }
  }
  return intoFrame(places);
}

/** The two main directions come first in `low`. */
function startPlaces(low: Float32Array, dimensions: number): Float64Array {
  const count = low.length / dimensions;
  const places = new Float64Array(2 * count);
  let largest = 1e-9;
  for (let at = 0; at < count; at += 1) {
    for (const side of [0, 1]) {
      const value = dimensions > side ? (low[at * dimensions + side] ?? 0) : 0;
      places[2 * at + side] = value;
      largest = Math.max(largest, Math.abs(value));
    }
  }
  // Equal texts begin apart by a hair, since points in one place push nowhere.
  return places.map((value, at) => (value / largest) * START_SIZE + ((at * 7919) % 13) * 1e-3);
}

/** Each point's nearest neighbours, the nearest as strong as 1; an edge that both sides have is stronger. */
function strongest(low: Float32Array, dimensions: number, count: number): Edge[] {
  const near = Math.min(NEIGHBOURS, count - 1);
  const strengths = new Map<number, number>();
  const distances = new Float64Array(count);
  for (let from = 0; from < count; from += 1) {
    for (let to = 0; to < count; to += 1)
      distances[to] = to === from ? Number.POSITIVE_INFINITY : distance(low, dimensions, from, to);
    const nearest = smallest(distances, near);
    const least = distances[nearest[0] ?? 0] ?? 0;
    const mean = nearest.reduce((sum, to) => sum + (distances[to] ?? 0) - least, 0) / Math.max(1, near) || 1e-9;
    for (const to of nearest) {
      const strength = Math.exp(-((distances[to] ?? 0) - least) / mean);
      const key = Math.min(from, to) * count + Math.max(from, to);
      const known = strengths.get(key) ?? 0;
      strengths.set(key, known + strength - known * strength);
    }
  }
  return [...strengths].flatMap(([key, strength]) => {
    const [one, other] = [Math.floor(key / count), key % count];
    return [
      { from: one, to: other, strength },
      { from: other, to: one, strength },
    ];
  });
}

function smallest(distances: Float64Array, wanted: number): number[] {
  const best: number[] = [];
  for (let at = 0; at < distances.length; at += 1) {
    const value = distances[at] as number;
    if (best.length === wanted && value >= (distances[best.at(-1) as number] as number)) continue;
    if (!Number.isFinite(value)) continue;
    let place = best.length;
    while (place > 0 && (distances[best[place - 1] as number] as number) > value) place -= 1;
    best.splice(place, 0, at);
    if (best.length > wanted) best.pop();
  }
  return best;
}

function distance(low: Float32Array, dimensions: number, one: number, other: number): number {
  let sum = 0;
  for (let at = 0; at < dimensions; at += 1) {
    sum += ((low[one * dimensions + at] as number) - (low[other * dimensions + at] as number)) ** 2;
  }
  return Math.sqrt(sum);
}

function pull(places: Float64Array, from: number, to: number, pace: number): void {
  const squared = apart(places, from, to);
  if (squared === 0) return;
  const force = (-2 * A * B * squared ** (B - 1)) / (1 + A * squared ** B);
  move(places, from, to, force * pace);
  move(places, to, from, force * pace);
}

function push(places: Float64Array, from: number, to: number, pace: number): void {
  if (from === to) return;
  const squared = apart(places, from, to);
  move(places, from, to, ((2 * B) / ((0.001 + squared) * (1 + A * squared ** B))) * pace);
}

function apart(places: Float64Array, one: number, other: number): number {
  const x = (places[2 * one] as number) - (places[2 * other] as number);
  const y = (places[2 * one + 1] as number) - (places[2 * other + 1] as number);
  return x * x + y * y;
}

/** Moves `one` along the line to `other`: away for a positive force. */
function move(places: Float64Array, one: number, other: number, force: number): void {
  for (const side of [0, 1]) {
    const step = force * ((places[2 * one + side] as number) - (places[2 * other + side] as number));
    places[2 * one + side] = (places[2 * one + side] as number) + Math.max(-MOST_MOVE, Math.min(MOST_MOVE, step));
  }
}

/** Fits everything but the outermost into 0 to 1, both ways by the same scale; those lie on the edge. */
function intoFrame(places: Float64Array): Float32Array {
  const sides = [0, 1].map((side) => {
    const sorted = places.filter((_, at) => at % 2 === side).sort();
    const edge = Math.floor(sorted.length * EDGE);
    const [from, to] = [sorted[edge] ?? 0, sorted.at(-1 - edge) ?? 0];
    return { middle: (from + to) / 2, size: to - from };
  });
  const scale = Math.max(...sides.map((side) => side.size), 1e-9);
  return Float32Array.from(places, (value, at) => {
    const place = 0.5 + (value - (sides[at % 2]?.middle ?? 0)) / scale;
    return Math.max(0, Math.min(1, place));
  });
}
