/** Quarters, halves of years and months in digits, made comparable: Q2 = second quarter, 01/2026 = January 2026. Pure. */

/** A part of a year: "q1" to "q4", "h1" or "h2". */
export type FoundPeriod = { start: number; end: number; value: string };
/** A month with its year. */
export type FoundMonth = { start: number; end: number; month: number; year: number };

const NTH =
  "(1st|2nd|3rd|4th|[1-4]\\.|first|second|third|fourth|erste[nsr]?|zweite[nsr]?|dritte[nsr]?|vierte[nsr]?|premier|deuxième|troisième|quatrième|primer|segundo|tercer|cuarto|primo|secondo|terzo|quarto)";
const SHORT = /(?<![\p{L}\p{N}])(?:q[1-4]|h[12])(?![\p{L}\p{N}])/giu;
/** The noun is rare and its number is not: the noun is looked for first. */
const NOUN = /[ \u00a0-](?:(quarter|quartals?|trimestre)|half of (?:the year|\d{4})|halbjahre?s?|semestre)(?!\p{L})/giu;
const NUMBERED = new RegExp(`(?<![\\p{L}\\p{N}])${NTH}$`, "iu");
const LONGEST_NUMBER = 12;

const MONTH = /(?<![\p{L}\p{N}./-])(0?[1-9]|1[0-2])[/.-]((?:19|20)\d{2})(?![\p{L}\p{N}/-]|\.\d)/gu;

/** Every quarter and half of a year, in order of place within each of its forms. */
export function findPeriods(text: string): FoundPeriod[] {
  const found: FoundPeriod[] = [];
  for (const { 0: written, index: start } of text.matchAll(SHORT))
    found.push({ start, end: start + written.length, value: written.toLowerCase() });
  for (const { 0: noun, 1: quarter, index } of text.matchAll(NOUN)) {
    const number = NUMBERED.exec(text.slice(Math.max(0, index - LONGEST_NUMBER), index))?.[1];
    if (!number) continue;
    const end = index + noun.length - (/ of (?:the year|\d{4})$/i.exec(noun)?.[0].length ?? 0);
    found.push({ start: index - number.length, end, value: `${quarter ? "q" : "h"}${nth(number)}` });
  }
  return found;
}

/** Months written in digits with their year: "01/2026", "1.2026". */
export function findMonthNumbers(text: string): FoundMonth[] {
  return [...text.matchAll(MONTH)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    month: Number(match[1]),
    year: Number(match[2]),
  }));
}

function nth(word: string): number {
  if (/^[1-4]/.test(word)) return Number(word.charAt(0));
  const at = [/^(?:fi|er|pr)/i, /^(?:se|zw|de)/i, /^(?:th|dr|tr|te)/i].findIndex((start) => start.test(word));
  return at < 0 ? 4 : at + 1;
}
