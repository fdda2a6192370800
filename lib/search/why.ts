/** Why a summary was found, in words. Pure. */
import { type Phrase, phrases } from "#lib/search/match";
import { count, type Fields, type Place, textOf } from "#lib/search/rank";

const PLACE_WORDS: [Place, string][] = [
  ["subject", "subject"],
  ["text", "summary"],
  ["sender", "sender"],
  ["tags", "tags"],
  ["fields", "fields"],
];
/** What stands in the fields is not in the row: it is quoted, and no longer than this. */
const LONGEST_QUOTE = 80;

/**
 * "In the subject and summary", "In the fields (“Anna Berg”)", "In the summary · begins with “rep”",
 * "In the subject · “invoices” found as “invoice”", "In the sender · “anan” read as “anna”".
 */
export function whyMatched(fields: Fields, query: string, corrections: { typed: string; word: string }[] = []): string {
  const wanted = phrases(correctedQuery(query, corrections));
  const places = PLACE_WORDS.filter(([name]) => wanted.some((phrase) => count(textOf(fields, name), phrase) > 0));
  const quote = quoteOf(fields, wanted);
  const parts =
    places.length > 0 ? [`In the ${listed(places.map(([, word]) => word))}${quote ? ` (“${quote}”)` : ""}`] : [];
  for (const phrase of wanted) {
    const form = formOf(fields, phrase);
    if (form) parts.push(form);
  }
  for (const { typed, word } of corrections) parts.push(`“${typed}” read as “${word}”`);
  return parts.join(" · ");
}

/** The first value of a field that has one of the words; "" where none has. */
function quoteOf({ fieldTexts }: Fields, wanted: readonly Phrase[]): string {
  const found = fieldTexts.find((text) => wanted.some((phrase) => count(text, phrase) > 0)) ?? "";
  const start = found.slice(0, LONGEST_QUOTE).toWellFormed();
  return start === found ? found : `${start}…`;
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

/** In which other form a phrase was found; "" when it stands there as it was typed, or not at all. */
function formOf(fields: Fields, phrase: Phrase): string {
  const typed = phrase.words.join(" ");
  const has = (words: string[], isPrefix = false) =>
    PLACE_WORDS.some(([place]) => count(textOf(fields, place), { words, isPrefix, others: [] }) > 0);
  if (has(phrase.words)) return "";
  const other = phrase.others.find((word) => has([word]));
  if (other) return `“${typed}” found as “${other}”`;
  return phrase.isPrefix && has(phrase.words, true) ? `begins with “${typed}”` : "";
}

function listed(words: string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
