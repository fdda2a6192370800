import { plain } from "#lib/search/fold";

/** What an email's words are known by. What few claims ask for is made when it is first asked for. */
export type Vocabulary = {
  words: Set<string>;
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

const NAME_RUN =
  /(?<!\p{L})\p{Lu}\p{L}{0,30}(?:[ -](?:(?:of|and|the|for|de|du|des|der|die|und)[ -])?\p{Lu}\p{L}{0,30}){1,5}/gu;

/** Reads an email's words, folded, with the beginnings and the initials that names may be cut to. */
export function createVocabulary(text: string): Vocabulary {
  const folded = plain(text);
  const words = new Set(folded.match(/[\p{L}\p{N}]+/gu) ?? []);
  return {
    words,
    stems: once(() => stemsOf(words)),
    acronyms: once(() => acronymsOf(text)),
    compact: once(() => folded.replace(/[^\p{L}\p{N}]+/gu, "")),
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
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
  const parts = plain(word).match(/[\p{L}\p{N}]+/gu) ?? [];
  return parts.every((part) => knowsPart(vocabulary, part, word));
}

function knowsPart({ words, stems, acronyms }: Vocabulary, part: string, written: string): boolean {
  if (words.has(part) || words.has(SYNONYMS[part] ?? "")) return true;
  if (/^\p{Lu}{2,6}$/u.test(written) && acronyms().has(part)) return true;
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

function isSlavic(part: string, written: string): boolean {
  return /(?:iu|ie|owi|ego|ach|ami|skim|skiej)$/.test(part) && written.length > 5;
}
