import { words } from "#lib/search/fold";

const LONGEST_NAME = 60;

/** Words that end like a plural and are none, or mean something else than their singular. */
const NO_PLURAL = new Set(
  "news series species customs goods means sales terms arms glasses minutes funds savings earnings headquarters logistics analytics economics politics physics ethics premises works remains thanks devops maps arrears".split(
    " ",
  ),
);

/** What a tag is known by: without case, accents and signs, each word in the singular. "" when it has no letter or digit. */
export function tagKey(name: string): string {
  return words(name).map(singular).join(" ");
}

/** A tag's name as it is stored: one line, no blanks around, at most 60 characters. */
export function tagName(name: string): string {
  return name.toWellFormed().replaceAll(/\s+/gu, " ").trim().slice(0, LONGEST_NAME).toWellFormed().trim();
}

/** English plurals, by their endings; what is not sure stays as it is. */
export function singular(word: string): string {
  if (word.length < 4 || NO_PLURAL.has(word) || /(?:ss|us|is|as|os|ys)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:sses|shes|ches|xes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}
