/** Longest word that is told apart from others, in UTF-16 units. Applies to what is stored and what is typed alike. */
const LONGEST_WORD = 64;

/** Letters that Unicode does not take apart, but people type without their mark. */
const PLAIN: Record<string, string> = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ς: "σ" };
const SPECIAL = /[ßæœøłđðþς]/g;
const ASCII = /^[\x20-\x7e\s]*$/;
const ACCENTS = /[\u0300-\u036f]+/g;

/** Scripts written without spaces (and Hangul, whose particles stick to the word): each character is a word. */
const LONE =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}ー";
const WORDS = new RegExp(`[${LONE}]|(?:(?![${LONE}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
const LETTERS_ONLY = new RegExp(`^(?:(?![${LONE}])[\\p{L}\\p{N}\\p{M}])+$`, "u");
const ASCII_WORDS = /[a-z0-9]+/g;

/** Lower case, compatibility forms unified (NFKC), accents off; kana keep their voicing marks. */
export function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  const lower = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter);
  return lower.normalize("NFD").replace(ACCENTS, "").normalize("NFC");
}

/** The words of a text as the search index knows them. */
export function words(text: string): string[] {
  const found = plain(text).match(ASCII.test(text) ? ASCII_WORDS : WORDS) ?? [];
  return found.map((word) => (word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toWellFormed() : word));
}

/** A text as it goes into the search index: its words with one space between. */
export function fold(text: string): string {
  return words(text).join(" ");
}

/** Whether a word (as `words` makes it) can be continued by typing on: true unless it is a character by itself. */
export function isOpenWord(word: string): boolean {
  return LETTERS_ONLY.test(word);
}

const SORT_KEY_LENGTH = 24;

/** What sorting compares: the start of a text without case and accents. */
export function sortKey(text: string): string {
  const start = text
    .trimStart()
    .slice(0, 2 * SORT_KEY_LENGTH)
    .toWellFormed();
  return plain(start).slice(0, SORT_KEY_LENGTH).toWellFormed();
}
