import type { Database } from "better-sqlite3";
import { words } from "#lib/search/fold";
import { hasWord, isLearnable } from "#lib/search/known-words";
import { otherNumbers } from "#lib/search/plural";

/** A word as it was typed, and the one that is looked for in its place. */
export type Correction = { typed: string; word: string };

/** From so many letters on, two mistakes are forgiven instead of one. */
const TWO_MISTAKES = 8;
/** Words that are equally near: so many are asked how often they occur, each up to `MOST_COUNTED`. */
const MOST_COMPARED = 8;
const MOST_COUNTED = 200;
const QUOTED = /["“”„‟«»＂]/;

/**
 * A query with its mistyped words replaced. A word counts as mistyped only when no text has it, in either number, and another known word
 * is one letter away (two from eight letters on; a swap of neighbours counts as one). Its first letter is taken to be
 * right, but for a swap with the second. A query with quotes is meant literally.
 */
export function correctQuery(client: Database, query: string): { query: string; corrections: Correction[] } {
  if (QUOTED.test(query)) return { query, corrections: [] };
  const corrections: Correction[] = [];
  const pieces = query.split(/\s+/u).filter(Boolean);
  const corrected = pieces.map((piece, at) => {
    const [word = "", ...others] = words(piece);
    if (others.length > 0 || !isLearnable(word) || hasWord(client, word, at === pieces.length - 1)) return piece;
    if (otherNumbers(word).some((other) => hasWord(client, other))) return piece;
    const meant = nearestWord(client, word);
    if (meant === null) return piece;
    corrections.push({ typed: piece, word: meant });
    return meant;
  });
  return corrections.length > 0 ? { query: corrected.join(" "), corrections } : { query, corrections };
}

function nearestWord(client: Database, word: string): string | null {
  const most = word.length >= TWO_MISTAKES ? 2 : 1;
  let best: string[] = [];
  let least = most;
  for (const known of candidates(client, word, most)) {
    const found = distance(word, known, least);
    if (found > least) continue;
    if (found < least) best = [];
    least = found;
    best.push(known);
  }
  const counted = best.slice(0, MOST_COMPARED).map((one) => ({ one, count: countOf(client, one) }));
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.one ?? null;
}

function candidates(client: Database, word: string, most: number): string[] {
  const starting = client
    .prepare("select word from search_words where word >= ? and word < ? and length(word) between ? and ?")
    .pluck();
  const [first = "", second = ""] = word;
  return [...new Set([first, second])].flatMap(
    (letter) => starting.all(letter, `${letter}\u{10ffff}`, word.length - most, word.length + most) as string[],
  );
}

function countOf(client: Database, word: string): number {
  const count = client.prepare(
    `select count(*) from (select 1 from summary_words where summary_words match ? limit ${MOST_COUNTED})`,
  );
  return count.pluck().get(`"${word}"`) as number;
}

/**
 * Letters to add, drop, replace or swap with their neighbour to make one word of the other (optimal string alignment);
 * `limit + 1` when it is more than `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    if (Math.min(...next) > limit) return limit + 1;
    [before, row] = [row, next];
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}
