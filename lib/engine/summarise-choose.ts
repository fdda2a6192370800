import { shorten, tidy, withoutName, wordCount } from "#lib/engine/summarise-fit";
import { type Ranked, similarity } from "#lib/engine/summarise-rank";

/** Sentences a summary has at most. */
const MAX_SENTENCES = 3;

/** Only the best few are combined: 12 give 298 combinations. */
const MAX_CANDIDATES = 12;

/** What one more sentence must be worth to be read. */
const PRICE = 0.45;

type Candidate = Ranked & { shown: string; words: number; place: number; likeness: number[] };

/** Picks the one to three sentences worth most together within `room` words, in the order of the mail. */
export function chooseSentences(ranked: Ranked[], room: number): { text: string; terms: Set<string> }[] {
  const best = ranked
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .sort((a, b) => a.index - b.index);
  const candidates = best.map((one, place): Candidate => {
    const shown = tidy(one.index === 0 ? withoutName(one.text) : one.text);
    const likeness = best.map((other) => similarity(one.terms, other.terms));
    return { ...one, shown, words: wordCount(shown), likeness, place };
  });
  const fitting = combinations(candidates.filter((one) => one.shown !== "")).filter(
    (set) => set.length === 1 || set.reduce((sum, one) => sum + one.words, 0) <= room,
  );
  let chosen: Candidate[] = [];
  let most = Number.NEGATIVE_INFINITY;
  for (const set of fitting) {
    const worth = worthOf(set, room);
    if (worth > most) {
      most = worth;
      chosen = set;
    }
  }
  return chosen.map((one) => ({ text: shorten(one.shown, room), terms: one.terms }));
}

function combinations(items: Candidate[]): Candidate[][] {
  let sets: Candidate[][] = [[]];
  for (const item of items)
    sets = sets.concat(sets.filter((set) => set.length < MAX_SENTENCES).map((set) => [...set, item]));
  return sets.filter((set) => set.length > 0);
}

/** The scores together, less for repeats and for what hangs in the air, more for what was asked and how it began. */
function worthOf(set: Candidate[], room: number): number {
  let worth = 0;
  for (const [i, one] of set.entries()) {
    const before = set[i - 1];
    const follows = before?.index === one.index - 1;
    worth += one.score - PRICE;
    if (one.hanging && !follows) worth -= 0.45;
    if (follows) worth += 0.06;
    for (const other of set.slice(0, i)) worth -= (one.likeness[other.place] ?? 0) * 0.2;
    if (one.words > room) worth -= 0.5;
  }
  const asks = set.filter((one) => one.ask).length;
  if (asks > 0) worth += 0.75 - (asks - 1) * 0.25;
  const first = set[0];
  if (first && first.index < 2 && first.score >= 0.7) worth += first.index === 0 ? 0.3 : 0.12;
  return worth;
}
