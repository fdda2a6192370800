import { sizeOf } from "#lib/engine/summarise-rank";
import { GREETING_PREFIX } from "#lib/engine/summarise-words";

const CJK = /[\u3040-\u30ff\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/u;
const NOT_A_NAME =
  /ly$|day$|^(?:yesterday|tomorrow|however|so|then|now|otherwise|instead|meanwhile|therefore|thus|still|yes|no|well|here|there|indeed|often|again|later|heute|gestern|leider|hier|demain|enfin|ainsi|donc|hoy|ayer|luego|ja|nein|oui|non|january|february|march|april|june|july|august|september|october|november|december)$/iu;
const LEADING =
  /^(?:also|and|but|so|however|anyway|finally|lastly|firstly|first of all|first|secondly|second|additionally|in addition|moreover|furthermore|meanwhile|actually|basically|außerdem|zudem|übrigens|de plus|par ailleurs|en outre|enfin|además|por cierto|por último|また|なお|さて|つきましては|それでは)[,、:] ?(?=\S)/iu;

/** Tidies a sentence to stand alone: no "Hi Ana,", no "Also,", single spaces, a capital first, an end mark. */
export function tidy(sentence: string): string {
  let text = sentence.replace(/\s+/gu, " ").trim();
  text = text.replace(
    /^(?:good news: |bad news: |a (?:short|quick|brief) note to (?:say|let you know) that |i am (?:pleased|happy|sorry) to (?:tell you|inform you|say) that )(?=\S)/iu,
    "",
  );
  for (let n = 0; n < 2; n++) text = text.replace(GREETING_PREFIX, "").replace(LEADING, "");
  text = text
    .replace(/ +([,;.!?])(?=\s|$)/gu, "$1")
    .replace(/^[-–—•*·>|\s]+/u, "")
    .trim();
  if (/^\p{Ll}\p{Ll}/u.test(text)) text = text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
  if (text === "" || /[.!?…。！？]["'”»」』)]?$/u.test(text)) return text;
  text = text.replace(/[,;:、：–—-]+$/u, "").trimEnd();
  return `${text}${CJK.test(text.slice(-1)) ? "。" : "."}`;
}

/** Takes the reader's name from the front of the first sentence: "Helena, this is …". */
export function withoutName(sentence: string): string {
  const found = /^(\p{Lu}\p{Ll}{1,20}), (?=\p{Ll}|I(?:'|’| ))/u.exec(sentence);
  if (!found?.[1] || NOT_A_NAME.test(found[1])) return sentence;
  return sentence.slice(found[0].length);
}

/** Cuts a sentence to at most `limit` words (scripts without spaces: two characters a word) where a clause ends. */
export function shorten(sentence: string, limit: number): string {
  if (wordCount(sentence) <= limit) return sentence;
  const marks = Array.from(
    sentence.matchAll(/[,;:、，；：] ?|(?<=\s)[–—-] | (?:and|but|which|und|aber|et|mais|y|pero) /gu),
    (mark) => mark.index,
  );
  for (const at of marks.reverse()) {
    const head = sentence.slice(0, at).trimEnd();
    if (wordCount(head) <= limit - 1 && wordCount(head) >= limit * 0.45) return `${head} …`;
  }
  return `${cutWords(sentence, limit - 1)} …`;
}

/** Words as a reader counts them: runs between spaces; scripts without spaces count two characters as one. */
export function wordCount(text: string): number {
  return Math.max(sizeOf(text), text.split(/\s+/u).filter(Boolean).length);
}

function cutWords(text: string, limit: number): string {
  let kept = "";
  for (const part of text.match(/\s*(?:[\u3040-\u30ff\u4e00-\u9fff]|[^\s\u3040-\u30ff\u4e00-\u9fff]+)/gu) ?? []) {
    if (wordCount(kept + part) > limit) break;
    kept += part;
  }
  return (kept === "" ? text.slice(0, 80) : kept).replace(/[,;:、–—-]+$/u, "").trim();
}
