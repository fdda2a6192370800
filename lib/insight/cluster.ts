/** Putting vectors of length 1 together. Pure and without chance: the same vectors make the same groups. */

const ROUNDS = 8;

/** The cosine of two vectors of length 1. */
export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}

/**
 * Divides vectors into at most `wanted` groups around their middles (spherical k-means, begun with vectors that lie far
 * from one another). Answers the places of each group's vectors, the largest group first; no group is empty.
 */
export function clusterVectors(vectors: readonly Float32Array[], wanted: number): number[][] {
  let middles = farApart(vectors, wanted);
  let groups: number[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    groups = middles.map(() => []);
    for (const [at, vector] of vectors.entries()) groups[nearestOf(middles, vector)]?.push(at);
    groups = groups.filter((group) => group.length > 0);
    middles = groups.map((group) => middleOf(group.map((at) => vectors[at] as Float32Array)));
  }
  return groups.sort((a, b) => b.length - a.length);
}

/** Begins with the one nearest to the middle of all, then always the one farthest from those chosen. */
function farApart(vectors: readonly Float32Array[], wanted: number): Float32Array[] {
  if (vectors.length === 0) return [];
  const middle = middleOf(vectors);
  const first = vectors.reduce((best, one) => (dot(one, middle) > dot(best, middle) ? one : best));
  const chosen = [first];
  const nearness = vectors.map((one) => dot(one, first));
  while (chosen.length < Math.min(wanted, vectors.length)) {
    const at = nearness.indexOf(Math.min(...nearness));
    const next = vectors[at] as Float32Array;
    chosen.push(next);
    for (const [place, one] of vectors.entries()) nearness[place] = Math.max(nearness[place] ?? 0, dot(one, next));
  }
  return chosen;
}

function nearestOf(middles: readonly Float32Array[], vector: Float32Array): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [at, middle] of middles.entries()) {
    const near = dot(middle, vector);
    if (near > most) [best, most] = [at, near];
  }
  return best;
}

function middleOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
