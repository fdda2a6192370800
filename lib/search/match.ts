import { isOpenWord, words } from "#lib/search/fold";
import { otherNumbers } from "#lib/search/plural";
import { isStopWord } from "#lib/search/stem";

/** More terms than anybody types; a pasted page is searched by its start. */
const MOST_TERMS = 24;
const LONGEST_QUERY = 2000;
const SHORTEST_PREFIX = 3;
const QUOTES = /["“”„‟«»＂]/;

/**
 * Turns what somebody typed into an FTS5 query: words are ANDed, a quoted text and a word without spaces inside
 * ("anna@example.com", Japanese) are phrases, and the last word also finds its continuations from three letters on.
 * A word by itself is looked for in its other number too. Everything else is taken literally. Answers null when there is nothing to look for; never a syntax error.
 */
export function matchQuery(text: string): string | null {
  return (
    phrases(text)
      .map(({ words: found, isPrefix, others }) => {
        const typed = found.join(" ");
        const more = others.filter((other) => !(isPrefix && other.startsWith(typed)));
        const terms = [`"${typed}"${isPrefix ? " *" : ""}`, ...more.map((other) => `"${other}"`)];
        return terms.length === 1 ? terms[0] : `(${terms.join(" OR ")})`;
      })
      .join(" AND ") || null
  );
}

/** As `matchQuery`, for a part of a sender's name or address: every word also finds its continuations. */
export function matchSender(text: string): string | null {
  const terms = phrases(text).map(({ words: found }) => {
    const last = found.at(-1) ?? "";
    return `"${found.join(" ")}"${isPrefixable(last) ? " *" : ""}`;
  });
  return terms.length > 0 ? `{sender} : (${terms.join(" AND ")})` : null;
}

/**
 * Words of the index that must follow one another; `isPrefix` when the last may go on. `others` may stand in the place of
 * a word by itself: its singular or plural.
 */
export type Phrase = { words: string[]; isPrefix: boolean; others: string[] };

/** The phrases of what somebody typed, as words of the index. */
export function phrases(text: string): Phrase[] {
  const found: Phrase[] = [];
  let isOpenEnd = false;
  const parts = text.slice(0, LONGEST_QUERY).toWellFormed().split(QUOTES);
  parts.forEach((part, place) => {
    const isQuoted = place % 2 === 1 && place < parts.length - 1;
    for (const piece of isQuoted ? [part] : part.split(/\s+/u)) {
      const inside = words(piece);
      if (inside.length === 0) continue;
      const [word = ""] = inside;
      const others = isQuoted || inside.length > 1 || isStopWord(word) ? [] : otherNumbers(word);
      found.push({ words: inside.slice(0, MOST_TERMS), isPrefix: false, others });
      isOpenEnd = !isQuoted;
    }
  });
  const kept = found.slice(0, MOST_TERMS);
  const last = kept.at(-1);
  if (last && isOpenEnd && kept.length === found.length) last.isPrefix = isPrefixable(last.words.at(-1) ?? "");
  return kept;
}

function isPrefixable(word: string): boolean {
  return isOpenWord(word) && [...word].length >= SHORTEST_PREFIX;
}
