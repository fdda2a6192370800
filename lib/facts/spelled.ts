/** Numbers in words: twenty-five, two hundred, half a million, fünfundzwanzig, veinticinco. Pure. */

import { MULTIPLES, ORDINALS, SMALL, UNIT } from "#lib/facts/number-words";
import { wordsOf } from "#lib/facts/words";

/**
 * A number in words. `isLoose`: an ordinal, a fraction or the "a" of "a week", which tell a number without claiming one.
 * `isComposite`: of several number words. `isPercent`: half, a quarter of.
 */
export type Spelled = {
  start: number;
  end: number;
  value: number;
  isLoose: boolean;
  isComposite: boolean;
  isPercent: boolean;
};

type Piece = { start: number; end: number; lower: string };
/** `hundreds`: the number below the next multiple; `count`: its number words so far. */
type Run = { start: number; end: number; total: number; hundreds: number; count: number };

const words = (list: string) => new Set(list.split(" "));
const ARTICLES = words("a an ein eine einen einem einer un une una um uma een");
const ANDS = words("and und et y e en");
const HALF = words("half halbe halben halber halbes demi media mezza halve meia");
const HALVES = words("half hälfte moitié mitad metà metade helft połowa połowę połowy");
/** No other word takes part in a number. */
const RELEVANT = new Set(
  [SMALL, MULTIPLES, ORDINALS, ARTICLES, ANDS, HALF, HALVES].flatMap((part) => [...part.keys()]),
);
const AND_A_HALF = /^ and a half(?!\p{L})/iu;
const SHARES = /(?:quarter of|quarters|third of|thirds)(?!\p{L})/giu;
const SHARE = /(?<!\p{L})(?:(?:a|one)[ -](?=quarter of|third of)|two[ -](?=thirds)|three[ -](?=quarters))/iu;
const PERCENT_OF: Record<string, number> = { "quarter of": 25, quarters: 75, "third of": 33, thirds: 67 };

/** Every number written in words, in order of place; those that stand side by side are read together where they can be. */
export function findSpelled(text: string): Spelled[] {
  const found: Spelled[] = [];
  let run: Run | null = null;
  let before: Piece | null = null;
  const close = () => {
    if (run) found.push(spelled(run, text));
    run = null;
  };
  for (const { start, end, word: written } of wordsOf(text)) {
    const lower = written.toLowerCase();
    if (!RELEVANT.has(lower)) continue;
    const word = { start, end, lower };
    const isNext = before !== null && touches(text, before, word);
    if (!isNext) close();
    const open: Run | null = run;
    if (open && ANDS.has(word.lower) && takesAnd(open, word.lower)) {
      before = word;
      continue;
    }
    const longer: Run | null = open && continued(open, word);
    if (longer) run = longer;
    else {
      close();
      run = begun(text, word, isNext ? before : null);
      const loose = run === null ? looseAt(text, word) : null;
      if (loose) found.push(loose);
    }
    before = word;
  }
  close();
  return found;
}

const touches = (text: string, { end }: Piece, { start }: Piece) =>
  start - end === 1 && /[ \u00a0\n-]/.test(text.charAt(end));

/** "two hundred and five", "treinta y cinco"; but "ten and two" are two numbers. */
function takesAnd({ total, hundreds }: Run, word: string): boolean {
  if (hundreds === 0) return total > 0;
  return hundreds % 100 === 0 || (word !== "and" && hundreds % 10 === 0 && hundreds % 100 >= 20);
}

/** The run with one more word, null where the word begins another number or is none. */
function continued(run: Run, { end, lower }: Piece): Run | null {
  const { total, hundreds, count } = run;
  const multiple = MULTIPLES.get(lower);
  const next = { ...run, end, count: count + 1 };
  if (multiple === 100 || multiple === 12)
    return hundreds > 0 && hundreds < 100 ? { ...next, hundreds: hundreds * multiple } : null;
  if (multiple) return hundreds > 0 ? { ...next, total: total + hundreds * multiple, hundreds: 0 } : null;
  const value = SMALL.get(lower);
  if (value === undefined) return null;
  const rest = hundreds % 100;
  const fits = count === 0 ? false : value < 10 ? rest === 0 || (rest >= 20 && rest % 10 === 0) : rest === 0;
  return fits ? { ...next, hundreds: hundreds + value } : null;
}

/** A run begins with a number, or with a multiple behind "a" or "half a". */
function begun(text: string, word: Piece, before: Piece | null): Run | null {
  const { start, end, lower } = word;
  const value = SMALL.get(lower);
  if (value !== undefined) return { start, end, total: 0, hundreds: value, count: 1 };
  const multiple = MULTIPLES.get(lower);
  if (!multiple || before === null || !ARTICLES.has(before.lower)) return null;
  const half = /(?<!\p{L})half $/iu.exec(text.slice(Math.max(0, before.start - 6), before.start));
  const from = half ? before.start - 5 : before.start;
  const counted = (half ? 0.5 : 1) * multiple;
  const [total, hundreds] = multiple >= 1000 ? [counted, 0] : [0, counted];
  return { start: from, end, total, hundreds, count: 2 };
}

function spelled({ start, end, total, hundreds, count }: Run, text: string): Spelled {
  const half = AND_A_HALF.exec(text.slice(end, end + 12))?.[0] ?? "";
  const value = total + hundreds + (half ? 0.5 : 0);
  return {
    start,
    end: end + half.length,
    value,
    isLoose: false,
    isComposite: count > 1 || half !== "",
    isPercent: false,
  };
}

/** What tells a number without being one: "second", "half of", "half an hour", "a week". */
function looseAt(text: string, { start, end, lower }: Piece): Spelled | null {
  const loose = (value: number, until: number, isPercent: boolean): Spelled => {
    return { start, end: until, value, isLoose: true, isComposite: false, isPercent };
  };
  const ordinal = ORDINALS.get(lower);
  if (ordinal) return loose(ordinal, end, false);
  const behind = text.slice(Math.max(0, start - 6), start);
  if (/(?<!\p{L})(?:and a|half) $/iu.test(behind)) return null;
  if (HALF.has(lower)) {
    const article = /^ an?(?= \p{L})/iu.exec(text.slice(end, end + 5))?.[0] ?? "";
    if (startsWithUnit(text, end + article.length)) return loose(0.5, end + article.length, false);
    if (HALVES.has(lower) && !startsWithMultiple(text, end + article.length)) return loose(50, end, true);
  } else if (HALVES.has(lower)) return loose(50, end, true);
  if (ARTICLES.has(lower) && startsWithUnit(text, end))
    return loose(/^ \p{L}+ and a half(?!\p{L})/iu.test(text.slice(end, end + 30)) ? 1.5 : 1, end, false);
  return null;
}

const nextWord = (text: string, at: number) => /^ (\p{L}+)/u.exec(text.slice(at, at + 16))?.[1] ?? "";
const startsWithUnit = (text: string, at: number) => UNIT.test(nextWord(text, at));
const startsWithMultiple = (text: string, at: number) => MULTIPLES.has(nextWord(text, at).toLowerCase());

/** Shares in words that begin with an article or a number: "a third of", "three quarters". */
export function findShares(text: string): Spelled[] {
  return [...text.matchAll(SHARES)].flatMap(({ 0: share, index }) => {
    const end = index + share.length;
    const from = Math.max(0, index - 7);
    const before = SHARE.exec(text.slice(from, end));
    if (!before || from + before.index + before[0].length !== index) return [];
    const value = PERCENT_OF[share.toLowerCase()] ?? 0;
    return [{ start: from + before.index, end, value, isLoose: true, isComposite: false, isPercent: true }];
  });
}
