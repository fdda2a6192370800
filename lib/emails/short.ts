import { newestText } from "#lib/emails/newest";

/** Fewer letters and digits than this are hardly worth a summary: "Thanks, see you on Monday!" has 20. */
const SHORT_LETTERS = 30;

/** A sign of Chinese, Japanese or Korean says as much as several letters. */
const SIGN_LETTERS = 3;

/** Where older mail, a signature or a header may begin; whether it does is for `newestText` to say. */
const BREAK = /^[ \t]*(?:>|[-_=*–—]{2,}|[^\n]{0,200}[:：][ \t]*$|\p{L}{1,20}[:：][ \t])/mu;

/** Every such place has one of these signs in its first line. */
const BREAK_SIGN = /[>:：_=*–—-]/;

/** A body up to this long is looked at closely at once: its signature may be most of it. */
const CLOSE_LENGTH = 200;
/** Where a longer one has to hold enough before older mail begins. */
const TOP_LENGTH = 600;
/** Newest text that is short ends before here. */
const LOOKED_AT = 4000;

/** Whether a body holds hardly any text of its writer's own: what is quoted and signed does not count. */
export function isShortText(text: string): boolean {
  if (!hasLetters(text)) return true;
  if (text.length > CLOSE_LENGTH) {
    const top = text.slice(0, TOP_LENGTH);
    // Looking for a single sign first is quick, and mostly enough.
    if (hasLetters(top.slice(0, lineOf(top, top.search(BREAK_SIGN))))) return false;
    if (hasLetters(top.slice(0, BREAK.exec(top)?.index))) return false;
  }
  return !hasLetters(newestText(startOf(text)).text);
}

/** The start of a text in whole lines: half a line "On Monday, Jane wrote:" would count as the writer's own. */
function startOf(text: string): string {
  return text.length <= LOOKED_AT ? text : text.slice(0, text.lastIndexOf("\n", LOOKED_AT) + 1 || LOOKED_AT);
}

/** Where the line begins in which `at` stands; the end of the text when `at` is -1. */
function lineOf(text: string, at: number): number {
  return at < 0 ? text.length : text.lastIndexOf("\n", at) + 1;
}

const LETTER = /[\p{L}\p{N}]/u;
const SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

const ASCII_END = 0x80;

function hasLetters(text: string): boolean {
  let letters = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < ASCII_END) letters += isAsciiLetter(code) ? 1 : 0;
    else if (LETTER.test(character)) letters += SIGN.test(character) ? SIGN_LETTERS : 1;
    if (letters >= SHORT_LETTERS) return true;
  }
  return false;
}

function isAsciiLetter(code: number): boolean {
  const small = code | 0x20;
  return (small >= 0x61 && small <= 0x7a) || (code >= 0x30 && code <= 0x39);
}
