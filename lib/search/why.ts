/** Why a summary was found, in words. Pure. */
import { type Phrase, phrases } from "#lib/search/match";
import { count, type Fields } from "#lib/search/rank";

const FIELD_WORDS: [keyof Fields, string][] = [
  ["subject", "subject"],
  ["text", "summary"],
  ["sender", "sender"],
];

/** "In the subject and summary", "In the summary · begins with “rep”", "In the sender · “anan” read as “anna”". */
export function whyMatched(fields: Fields, query: string, corrections: { typed: string; word: string }[] = []): string {
  const wanted = phrases(correctedQuery(query, corrections));
  const places = FIELD_WORDS.filter(([name]) => wanted.some((phrase) => count(fields[name], phrase) > 0));
  const parts = places.length > 0 ? [`In the ${listed(places.map(([, word]) => word))}`] : [];
  for (const phrase of wanted.filter((one) => isOnlyBegun(fields, one))) {
    parts.push(`begins with “${phrase.words.join(" ")}”`);
  }
  for (const { typed, word } of corrections) parts.push(`“${typed}” read as “${word}”`);
  return parts.join(" · ");
}

/** A query as it was looked for: with its mistyped words replaced. */
export function correctedQuery(query: string, corrections: { typed: string; word: string }[]): string {
  if (corrections.length === 0) return query;
  const words = new Map(corrections.map(({ typed, word }) => [typed, word]));
  return query
    .split(/\s+/u)
    .map((piece) => words.get(piece) ?? piece)
    .join(" ");
}

/** The steps of nearness, those of the local model; see the floors of lib/summaries/related.ts. */
const NEARNESS: [words: string, least: number][] = [
  ["Very close in meaning", 0.45],
  ["Close in meaning", 0.35],
  ["Related in meaning", 0.27],
];
const LOOSELY = ["Loosely related in meaning"] as const;

/** "Very close in meaning, 58 %". */
export function howNear(similarity: number, formatPercent: (share: number) => string): string {
  const [words] = NEARNESS.find(([, least]) => similarity >= least) ?? LOOSELY;
  return `${words}, ${formatPercent(similarity)}`;
}

function isOnlyBegun(fields: Fields, phrase: Phrase): boolean {
  if (!phrase.isPrefix) return false;
  return FIELD_WORDS.every(([name]) => count(fields[name], { ...phrase, isPrefix: false }) === 0);
}

function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
