/** How vectors become a map: a few main directions, and landmarks that hold its shape. Pure and without chance. */
import { layOut } from "#lib/insight/layout";

/** What brings a vector to its place. `low` holds `dimensions` numbers for each landmark, `places` two (0 to 1). */
export type Fit = {
  dimensions: number;
  mean: Float32Array;
  /** `dimensions` directions, one after another, each as long as a vector. */
  axes: Float32Array;
  low: Float32Array;
  places: Float32Array;
};

const LOW_DIMENSIONS = 32;
const ROUNDS = 12;

/** Fits a map to vectors of the same length, which become its landmarks. Takes seconds for thousands: not for a page. */
export function fitMap(vectors: readonly Float32Array[]): Fit {
  const mean = meanOf(vectors);
  const centred = vectors.map((vector) => vector.map((value, at) => value - (mean[at] ?? 0)));
  const dimensions = Math.min(LOW_DIMENSIONS, mean.length, Math.max(1, vectors.length - 1));
  const axes = mainDirections(centred, dimensions, mean.length);
  const low = new Float32Array(vectors.length * dimensions);
  for (const [at, vector] of vectors.entries()) low.set(reduce(vector, { mean, axes, dimensions }), at * dimensions);
  return { dimensions, mean, axes, low, places: layOut(low, dimensions) };
}

/** A vector's place in the few dimensions of a fit. */
export function reduce(
  vector: Float32Array,
  { mean, axes, dimensions }: Pick<Fit, "mean" | "axes" | "dimensions">,
): Float32Array {
  const low = new Float32Array(dimensions);
  for (let axis = 0; axis < dimensions; axis += 1) {
    let sum = 0;
    const from = axis * mean.length;
    for (let at = 0; at < mean.length; at += 1) {
      sum += ((vector[at] as number) - (mean[at] as number)) * (axes[from + at] as number);
    }
    low[axis] = sum;
  }
  return low;
}

function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (let at = 0; at < mean.length; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0);
  return mean.map((sum) => sum / Math.max(1, vectors.length));
}

/** The directions in which vectors differ most (principal components), by orthogonal iteration. */
function mainDirections(centred: readonly Float32Array[], wanted: number, length: number): Float32Array {
  let axes = Array.from({ length: wanted }, (_, axis) => startOf(axis, length));
  orthogonalise(axes);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = axes.map(() => new Float32Array(length));
    for (const vector of centred) {
      for (const [axis, direction] of axes.entries()) {
        const share = dotOf(vector, direction);
        const sum = next[axis] as Float32Array;
        for (let at = 0; at < length; at += 1) sum[at] = (sum[at] as number) + share * (vector[at] as number);
      }
    }
    orthogonalise(next);
    axes = next;
  }
  const flat = new Float32Array(wanted * length);
  for (const [axis, direction] of axes.entries()) flat.set(direction, axis * length);
  return flat;
}

/** Something to begin with that is never orthogonal to all there is: waves of different lengths. */
function startOf(axis: number, length: number): Float32Array {
  return Float32Array.from({ length }, (_, at) => Math.cos((axis + 1) * (at + 0.5) * 1.7) + (at === axis ? 0.5 : 0));
}

/** Gram and Schmidt's way, twice would be exact; directions in which nothing differs become 0. */
function orthogonalise(axes: Float32Array[]): void {
  for (const [axis, direction] of axes.entries()) {
    for (const before of axes.slice(0, axis)) {
      const share = dotOf(direction, before);
      for (let at = 0; at < direction.length; at += 1)
        direction[at] = (direction[at] as number) - share * (before[at] as number);
    }
    const size = Math.hypot(...direction);
    const scale = size > 1e-9 ? 1 / size : 0;
    for (let at = 0; at < direction.length; at += 1) direction[at] = (direction[at] as number) * scale;
  }
}

function dotOf(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
