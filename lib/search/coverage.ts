/** How much of a query some texts speak of, by words and concepts. Pure. */
import { type Unit, unitsOf } from "#lib/search/concepts";

/** The same word says less than the same thing in other words, which those who search by meaning look for. */
const SAME_WORD = 0.5;
/** A word that the table does not know counts less in a query: it may not matter. */
const UNKNOWN = 0.6;

type Held = { words: Set<string>; concepts: Map<string, number> };

/**
 * The share of a query that each text speaks of, 0 to 1. A part of the query counts more the fewer of the texts have it,
 * and is found by its best concept or as the word itself.
 */
export function coverages(query: string, texts: string[]): number[] {
  const units = unitsOf(query);
  const held = texts.map((text) => hold(unitsOf(text)));
  const rarity = rarityAmong(held);
  const worth = ({ phrase, concepts, weight }: Unit) =>
    weight * (concepts.length > 0 ? Math.max(...concepts.map(rarity.ofConcept)) : UNKNOWN * rarity.ofWord(phrase));
  const whole = units.reduce((sum, unit) => sum + worth(unit), 0);
  return held.map((one) => {
    if (whole === 0) return 0;
    return units.reduce((sum, unit) => sum + Math.min(worth(unit), unit.weight * found(unit, one)), 0) / whole;
  });

  function found({ phrase, isWord, concepts }: Unit, one: Held): number {
    const asWord = isWord && one.words.has(phrase) ? SAME_WORD * rarity.ofWord(phrase) : 0;
    const asConcepts = concepts.map((concept) => (one.concepts.get(concept) ?? 0) * rarity.ofConcept(concept));
    return Math.max(asWord, ...asConcepts.map((value) => value * sureness(concepts.length)));
  }
}

/** What has many meanings is less surely meant in one of them. */
function sureness(meanings: number): number {
  return meanings ** -0.25;
}

function hold(units: Unit[]): Held {
  const held: Held = { words: new Set(), concepts: new Map() };
  for (const { phrase, isWord, concepts } of units) {
    if (isWord) held.words.add(phrase);
    for (const concept of concepts) {
      held.concepts.set(concept, Math.max(held.concepts.get(concept) ?? 0, sureness(concepts.length)));
    }
  }
  return held;
}

/** How rare words and concepts are among some texts: the logarithm of their number by that of those that have it. */
function rarityAmong(held: Held[]) {
  const words = new Map<string, number>();
  const concepts = new Map<string, number>();
  for (const one of held) {
    for (const word of one.words) words.set(word, (words.get(word) ?? 0) + 1);
    for (const concept of one.concepts.keys()) concepts.set(concept, (concepts.get(concept) ?? 0) + 1);
  }
  const rarity = (count = 0) => Math.log(1 + (held.length + 1) / (count + 1));
  return {
    ofWord: (word: string) => rarity(words.get(word)),
    ofConcept: (concept: string) => rarity(concepts.get(concept)),
  };
}
