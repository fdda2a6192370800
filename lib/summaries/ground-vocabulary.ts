import { otherNames } from "#lib/facts/aliases";
import { plain } from "#lib/search/fold";

/** What an email's words are known by. What few claims ask for is made when it is first asked for. */
export type Vocabulary = {
  folded: string;
  words: Set<string>;
  spread: () => Set<string>;
  stems: () => Set<string>;
  acronyms: () => Set<string>;
  compact: () => string;
};

const SYNONYMS: Record<string, string> = {
  street: "st",
  road: "rd",
  avenue: "ave",
  saint: "st",
  mount: "mt",
  number: "no",
};

/** What a company is by law says nothing of which one it is. */
const LEGAL_FORM = /^(?:gmbh|ag|kg|inc|llc|ltd|plc|corp|co|sa|sas|sarl|srl|spa|bv|nv|ab|as|oy|se)$/;

const NAME_RUN =
  /(?<!\p{L})\p{Lu}\p{L}{0,30}(?:[ -](?:(?:of|and|the|for|de|du|des|der|die|und)[ -]){0,2}\p{Lu}\p{L}{0,30}){1,5}/gu;

const WORD = /[\p{L}\p{N}]+/gu;
const UMLAUT = /[äöüøå]/i;
const SPREAD: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" };

/** The umlauts of a word written as two letters each. */
const twoLetters = (word: string) => word.toLowerCase().replace(/[äöüøå]/g, (letter) => SPREAD[letter] ?? letter);

/** Reads an email's words, folded, with the beginnings and the initials that names may be cut to. */
export function createVocabulary(text: string): Vocabulary {
  const folded = plain(text);
  const words = new Set(folded.match(WORD) ?? []);
  return {
    folded,
    words,
    spread: once(() => spreadOf(text)),
    stems: once(() => stemsOf(words)),
    acronyms: once(() => acronymsOf(text)),
    compact: once(() => folded.replace(/[^\p{L}\p{N}]+/gu, "")),
  };
}

/** A value that is made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Schäfer as Schaefer, which is never Schafer. */
function spreadOf(text: string): Set<string> {
  if (!UMLAUT.test(text)) return new Set();
  const written = text.match(/\p{L}+/gu) ?? [];
  return new Set(written.filter((word) => UMLAUT.test(word)).map((word) => plain(twoLetters(word))));
}

function stemsOf(words: Set<string>): Set<string> {
  const stems = new Set<string>();
  for (const word of words) {
    for (let cut = 1; cut <= 3 && word.length - cut >= 4; cut += 1) stems.add(word.slice(0, -cut));
  }
  return stems;
}

function acronymsOf(text: string): Set<string> {
  const acronyms = new Set<string>();
  for (const run of text.matchAll(NAME_RUN)) {
    acronyms.add((run[0].match(/(?<!\p{L})\p{Lu}/gu) ?? []).join("").toLowerCase());
  }
  return acronyms;
}

const ENDINGS = ["s", "es", "n", "en", "er", "ern", "ish", "isch"];

/** Whether the email knows a word of a summary: as it stands, with another ending, as initials, or as part of one. */
export function knowsWord(vocabulary: Vocabulary, word: string): boolean {
  const known = (of: string) => (of.match(WORD) ?? []).every((part) => knowsPart(vocabulary, part, word));
  const spelled = twoLetters(word);
  return known(plain(word)) || (spelled !== word.toLowerCase() && known(plain(spelled)));
}

function knowsPart({ folded, words, spread, stems, acronyms }: Vocabulary, part: string, written: string): boolean {
  if (words.has(part) || spread().has(part) || words.has(SYNONYMS[part] ?? "") || LEGAL_FORM.test(part)) return true;
  if (otherNames(part).some((name) => words.has(name))) return true;
  if (/^\p{Lu}{2,6}$/u.test(written) && (acronyms().has(part) || areInitials(part, folded))) return true;
  for (const ending of ENDINGS) {
    if (words.has(part + ending)) return true;
    if (part.length > ending.length + 2 && part.endsWith(ending) && words.has(part.slice(0, -ending.length)))
      return true;
  }
  // Polish, Czech, Russian: the last letters change with the case.
  if (/[\u0400-\u04ff]/.test(part) || /[ąćęłńóśźżčďěňřšťůž]/i.test(written) || isSlavic(part, written)) {
    const stem = part.slice(0, Math.max(3, part.length - 2));
    return (
      part.length >= 4 &&
      (words.has(stem) || stems().has(stem) || [...words].some((word) => word.length >= 3 && word.startsWith(stem)))
    );
  }
  return false;
}

/** Whether three to six longer words stand side by side, in small letters too, that begin so: "annual general meeting". */
function areInitials(letters: string, folded: string): boolean {
  if (letters.length < 3 || !/^[a-z]+$/.test(letters)) return false;
  const words = [...letters].map((letter) => `${letter}[a-z]{3,30}`);
  return new RegExp(`(?<![a-z])${words.join("[ -](?:(?:of|and|the|for)[ -])?")}(?![a-z])`).test(folded);
}

function isSlavic(part: string, written: string): boolean {
  return /(?:iu|ie|owi|ego|ach|ami|skim|skiej)$/.test(part) && written.length > 5;
}
