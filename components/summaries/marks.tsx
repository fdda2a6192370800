import { plain } from "#lib/search/fold";
import { phrases } from "#lib/search/match";

/** A stretch of text, marked when it is one of the words that were searched for. */
export type Segment = { text: string; isMatch: boolean };

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD = /[\p{L}\p{N}]/u;
const MAX_TERMS = 12;

/**
 * The words of a search, folded, each also in the other number it is found in; operators and quotes are left out. A term
 * that ends with a blank is a whole word, and no beginning of one.
 */
export function searchTerms(query: string): string[] {
  const words = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const others = phrases(query).flatMap((phrase) => phrase.others.map((other) => `${other} `));
  const terms = words.map(plain).filter(Boolean).slice(0, MAX_TERMS);
  return [...new Set([...terms, ...others.slice(0, MAX_TERMS)])];
}

/**
 * Splits `text` where a term begins a word. Scripts without spaces (Japanese, Chinese, Korean) match anywhere.
 * Case and accents do not matter. The segments joined are always `text`.
 */
export function splitMarks(text: string, terms: readonly string[]): Segment[] {
  if (terms.length === 0 || text === "") return [{ text, isMatch: false }];
  const { folded, starts } = foldWithPlaces(text);
  const segments: Segment[] = [];
  let done = 0;
  for (let at = 0; at < folded.length; ) {
    const length = matchAt(folded, at, terms);
    if (length === 0) {
      at += 1;
      continue;
    }
    const from = starts[at] ?? text.length;
    const to = starts[at + length] ?? text.length;
    if (from >= done && to > from) {
      if (from > done) segments.push({ text: text.slice(done, from), isMatch: false });
      segments.push({ text: text.slice(from, to), isMatch: true });
      done = to;
    }
    at += length;
  }
  if (done < text.length) segments.push({ text: text.slice(done), isMatch: false });
  return segments;
}

/** Text with the words that were searched for marked. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  return <Segments segments={splitMarks(text, terms)} />;
}

/** Stretches of text as `splitMarks` answers them. */
export function Segments({ segments }: { segments: Segment[] }) {
  let offset = 0;
  return segments.map((segment) => {
    const key = offset;
    offset += segment.text.length;
    if (!segment.isMatch) return <span key={key}>{segment.text}</span>;
    return (
      <mark key={key} className="rounded-xs bg-warning/30 text-inherit">
        {segment.text}
      </mark>
    );
  });
}

function matchAt(folded: string, at: number, terms: readonly string[]): number {
  let longest = 0;
  for (const term of terms) {
    const word = term.trimEnd();
    if (word.length <= longest || !folded.startsWith(word, at)) continue;
    if (word !== term && WORD.test(folded[at + word.length] ?? "")) continue;
    if (CJK.test(term) || at === 0 || !WORD.test(folded[at - 1] ?? "")) longest = word.length;
  }
  return longest;
}

/** `starts[i]` is the place in `text` of the character that folded character `i` came from. */
function foldWithPlaces(text: string): { folded: string; starts: number[] } {
  let folded = "";
  const starts: number[] = [];
  let place = 0;
  for (const character of text) {
    const letters = plain(character);
    for (let i = 0; i < letters.length; i += 1) starts.push(place);
    folded += letters;
    place += character.length;
  }
  return { folded, starts };
}
