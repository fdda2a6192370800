/** The other number of English words, by their endings: "invoices" for "invoice" and back. Pure. */

const IRREGULAR = new Map(
  "person people,child children,man men,woman women,foot feet,tooth teeth,half halves,shelf shelves,knife knives"
    .split(",")
    .map((pair) => pair.split(" ") as [string, string])
    .flatMap(([one, many]) => [
      [one, many],
      [many, one],
    ]),
);
/** Plurals that mean something else than what they seem to be the plural of. */
const APART = new Set("news means customs goods arms species series always thus whereas thanks besides".split(" "));
const SHORTEST = 3;

/**
 * How a word (as the index knows it: folded) is written in its other number. Endings alone do not always tell, so there
 * may be several, and some may be no words. None for what is not in Latin letters.
 */
export function otherNumbers(word: string): string[] {
  if (!/^[a-z]+$/.test(word) || APART.has(word)) return [];
  const irregular = IRREGULAR.get(word);
  if (irregular) return [irregular];
  const ones = singulars(word).filter((one) => one.length >= SHORTEST);
  return ones.length > 0 ? ones : plurals(word).filter((many) => !APART.has(many));
}

function singulars(word: string): string[] {
  if (!/[^sui]s$/.test(word)) return [];
  const [withoutS, withoutEs] = [word.slice(0, -1), word.slice(0, -2)];
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`, withoutS];
  if (word.endsWith("ses")) return [withoutEs, withoutS, `${withoutEs}is`];
  return /(?:x|z|ch|sh|o)es$/.test(word) ? [withoutEs, withoutS] : [withoutS];
}

function plurals(word: string): string[] {
  if (word.length < SHORTEST) return [];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (word.endsWith("is")) return [`${word.slice(0, -2)}es`, `${word}es`];
  if (word.endsWith("o")) return [`${word}s`, `${word}es`];
  return [/(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`];
}
