/** What is left of English words when endings and words that say nothing are taken away. Pure. */
import { words } from "#lib/search/fold";

/** Words that carry no meaning of their own. */
const STOP = new Set(
  (
    "a an the of to in on at for from by with and or but so as is are was were be been being am do does did has have had " +
    "having will would shall should can could may might must not no nor it its he she they we you i me him her us them his " +
    "hers their theirs our ours your yours my mine this that these those there here who whom whose which what when where " +
    "why how if than then too very just also only again once about into over under after before between during until till " +
    "while because since all any both each few more most other some such own same someone somebody something anyone " +
    "anybody anything everyone everybody everything one ones s t don re ve ll d m get gets got getting"
  ).split(" "),
);
/** No ending is taken from shorter words. */
const SHORTEST = 4;

/** Whether a word says nothing by itself. */
export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

/** The stems of a text's words in their order, without those that say nothing: "Two invoices were refunded" → two invoic refund. */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !STOP.has(word))
    .map(stem);
}

/** A word without its usual English endings; the same for "pay", "pays" and "paying", and not always a word itself. */
export function stem(word: string): string {
  if (word.length < SHORTEST) return word;
  const short = withoutParticiple(withoutPlural(word));
  return short.length < SHORTEST ? short : short.replace(/e$/, "").replace(/y$/, "i");
}

function withoutPlural(word: string): string {
  if (word.length > SHORTEST && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutParticiple(word: string): string {
  const [, base = ""] = /^(.*[aeiouy].*?)(?:ing|ed)$/.exec(word) ?? [];
  if (base.length < 3) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}
