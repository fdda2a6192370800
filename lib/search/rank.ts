import { words } from "#lib/search/fold";
import type { Phrase } from "#lib/search/match";

/** The fields of a summary that are searched, as they are stored. */
export type Fields = {
  subject: string;
  text: string;
  sender: string;
  tags: readonly { name: string }[];
  /** What the answer says beside its summary, one text for each value. */
  fieldTexts: readonly string[];
};

/** The places that a hit can be in. */
export type Place = "subject" | "text" | "sender" | "tags" | "fields";

/** What a hit counts for in each field, and how long such a field usually is, in words. */
const FIELDS: { name: Place; weight: number; usual: number }[] = [
  { name: "subject", weight: 2, usual: 6 },
  { name: "sender", weight: 1.5, usual: 4 },
  { name: "text", weight: 1, usual: 40 },
  { name: "tags", weight: 0.5, usual: 6 },
  { name: "fields", weight: 0.5, usual: 20 },
];
/** BM25's usual constants: how soon repeating a word stops to count, and how much long fields lose. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
/** A word that only begins as typed, or stands in its other number, counts less than the word itself. */
const BEGUN = 0.6;
const OTHER = 0.8;
/** What has a word in its other number only comes after all that has every word as it was typed. */
const BEHIND = 1000;
/** Everything in one field is more likely to belong together. */
const TOGETHER = 0.5;

/**
 * How well a summary matches, higher for better: BM25F over its fields. Every candidate has every word that was asked
 * for, so that how rare a word is would change nothing and is left out.
 */
export function scoreOf(fields: Fields, phrases: readonly Phrase[]): number {
  const texts = FIELDS.map(({ name }) => words(textOf(fields, name)));
  let score = phrases.some((phrase) => isOtherOnly(texts, phrase)) ? -BEHIND : 0;
  FIELDS.forEach(({ weight, usual }, at) => {
    const found = texts[at] ?? [];
    const length = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * found.length) / usual);
    const counts = phrases.map((phrase) => countIn(found, phrase));
    for (const times of counts) score += (weight * times) / (times + length);
    if (phrases.length > 1 && counts.every((times) => times > 0)) score += TOGETHER * weight;
  });
  return score;
}

/** What stands in one place of a summary, as one text. */
export function textOf(fields: Fields, place: Place): string {
  if (place === "tags") return fields.tags.map((tag) => tag.name).join(" ");
  if (place === "fields") return fields.fieldTexts.join(" ");
  return fields[place];
}

/** How often a text has a phrase; a word that only begins as typed, or is in its other number, counts less. */
export function count(text: string, phrase: Phrase): number {
  return countIn(words(text), phrase);
}

function isOtherOnly(texts: readonly string[][], phrase: Phrase): boolean {
  if (phrase.others.length === 0) return false;
  const forms = texts.map((found) => formsIn(found, phrase));
  return forms.some(({ other }) => other > 0) && forms.every(({ typed }) => typed === 0);
}

function countIn(found: readonly string[], phrase: Phrase): number {
  const { typed, other } = formsIn(found, phrase);
  return typed + OTHER * other;
}

/** How often a phrase stands there as it was typed, or begun, and how often in its other number. */
function formsIn(
  found: readonly string[],
  { words: wanted, isPrefix, others }: Phrase,
): { typed: number; other: number } {
  const last = wanted.at(-1) ?? "";
  let [typed, other] = [0, 0];
  for (let at = 0; at + wanted.length <= found.length; at += 1) {
    const there = found[at + wanted.length - 1] ?? "";
    if (!wanted.slice(0, -1).every((word, n) => found[at + n] === word)) continue;
    if (there === last) typed += 1;
    else if (others.includes(there)) other += 1;
    else if (isPrefix && there.startsWith(last)) typed += BEGUN;
  }
  return { typed, other };
}
