/**
 * Repeatable chance: the same seed gives the same numbers on every machine (mulberry32, by Tommy Ettinger). Small and
 * well mixed; not for secrets.
 *
 * @returns a generator of whole numbers of 32 bits, 0 and up
 */
export function seededBits(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** The same as fractions, 0 up to but not including 1. */
export function seeded(seed: number): () => number {
  const next = seededBits(seed);
  return () => next() / 2 ** 32;
}
