/**
 * What a text is about, by a table of the things office mail speaks of and the words for them (concept-table.ts). It knows
 * that "money back" is a refund and that rodents are pests, which a small language model often does not. Pure.
 */

import { createHash } from "node:crypto";
import { seededBits } from "#lib/random";
import { CONCEPT_TABLE } from "#lib/search/concept-table";
import { words } from "#lib/search/fold";
import { stem, stems } from "#lib/search/stem";

/** Dimensions of a concept vector, a multiple of 32. */
export const CONCEPT_DIMENSIONS = 448;

/** What a word counts for beside the concepts it stands for: the same word alone says less than the same thing. */
const WORD_WEIGHT = 0.3;
/** Words of several parts are seldom meant otherwise. */
const PHRASE_WEIGHT = 1.3;
/** Words that nearly every office email has, and what they count for. */
const FAINT_WEIGHT = 0.3;
const FAINT = new Set(
  (
    "company firm office work person people customer client employee staff worker colleague man woman ask want need new good " +
    "time year day week month make made take give go come look find email message use say tell know see show think problem " +
    "thing way part number first last many much two three public large small big old young long high"
  )
    .split(" ")
    .map(stem),
);

const table = parseTable(CONCEPT_TABLE);
const mostParts = Math.max(...[...table.keys()].map((phrase) => phrase.split(" ").length));

/** Changes with the table, so that vectors made with another one are made again. */
export const CONCEPTS_VERSION = createHash("sha256").update(CONCEPT_TABLE).digest("hex").slice(0, 8);

/** A word, or several that the table knows together: its stems, what it stands for, and how much it says at all (0 to 1). */
export type Unit = { phrase: string; isWord: boolean; concepts: string[]; weight: number };

/** The units of a text in their order; words inside a phrase are units as well. */
export function unitsOf(text: string): Unit[] {
  const parts = stems(text);
  const units: Unit[] = [];
  for (let at = 0; at < parts.length; at += 1) {
    for (let length = 1; length <= mostParts && at + length <= parts.length; length += 1) {
      const phrase = parts.slice(at, at + length).join(" ");
      const concepts = table.get(phrase) ?? [];
      const isWord = length === 1;
      if (isWord || concepts.length > 0)
        units.push({ phrase, isWord, concepts, weight: FAINT.has(phrase) ? FAINT_WEIGHT : 1 });
    }
  }
  return units;
}

/**
 * The concepts and words of a text and how much each counts. A concept counts once, by the surest word for it; a word
 * that stands for several counts less for each.
 */
export function conceptsOf(text: string): Map<string, number> {
  const found = new Map<string, number>();
  const count = (what: string, weight: number) => found.set(what, Math.max(found.get(what) ?? 0, weight));
  for (const { phrase, isWord, concepts, weight } of unitsOf(text)) {
    if (isWord) count(`word ${phrase}`, WORD_WEIGHT * weight);
    const each = ((isWord ? 1 : PHRASE_WEIGHT) * weight) / Math.sqrt(concepts.length);
    for (const concept of concepts) count(`concept ${concept}`, each);
  }
  return found;
}

/**
 * The unit vector of a text's concepts; all zero when it has none. Each concept and word has a direction of its own,
 * made from its name, and two different ones are close to a right angle: so the cosine of two texts is nearly the share
 * of what they have in common.
 */
export function conceptVector(text: string): Float32Array {
  const vector = new Float32Array(CONCEPT_DIMENSIONS);
  for (const [what, weight] of conceptsOf(text)) addDirection(vector, what, weight);
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

/** Adds the direction of a name: one sign per dimension, from the bits of a generator that the name seeds. */
function addDirection(vector: Float32Array, name: string, weight: number): void {
  const next = seededBits(hash(name));
  for (let from = 0; from < vector.length; from += 32) {
    const bits = next();
    for (let bit = 0; bit < 32; bit += 1) {
      vector[from + bit] = (vector[from + bit] ?? 0) + ((bits >>> bit) & 1 ? weight : -weight);
    }
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value;
}

/** Lines of "concept: word, several words, …"; lines with # are headings. Gives the concepts of each phrase of stems. */
function parseTable(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, concept, list] = /^([^#:]+): (.*)$/.exec(line) ?? [];
    if (!concept || !list) continue;
    for (const phrase of new Set(list.split(",").map(phraseOf))) {
      if (phrase) found.set(phrase, [...(found.get(phrase) ?? []), concept]);
    }
  }
  return found;
}

/** The stems of an entry; empty for one of several words of which one alone would be left: "not working" is not "work". */
function phraseOf(entry: string): string {
  const parts = stems(entry);
  return parts.length === 1 && words(entry).length > 1 ? "" : parts.join(" ");
}
