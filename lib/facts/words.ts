/** The words of a text where they stand. Pure. */

/** A run of letters. */
export type Word = { start: number; end: number; word: string };

let last: { text: string; words: Word[] } = { text: "", words: [] };

/** Every run of letters, in order. One text is asked for its words several times on end: the last one's are kept. */
export function wordsOf(text: string): readonly Word[] {
  if (text !== last.text) {
    const words: Word[] = [];
    for (const { 0: word, index: start } of text.matchAll(/\p{L}+/gu))
      words.push({ start, end: start + word.length, word });
    last = { text, words };
  }
  return last.words;
}
