import { singular, tagKey } from "#lib/tags/key";
import { usualName } from "#lib/tags/synonyms";
import type { NearPair, TagRow } from "#lib/tags/view";

/** Words that say nothing by themselves: "request for quote" is "quote request". */
const FILLERS = new Set(["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"]);
/** What is spelt in two ways in English; the second is what both are compared as. */
const SPELLINGS: [RegExp, string][] = [
  [/(?<=\p{L}{3})is(?=(?:e|ed|ing|ation)$)/u, "iz"],
  [/(?<=\p{L}{2})our(?=(?:$|ed$|ing$|ite$|able$))/u, "or"],
  [/(?<=\p{L}{3})tre$/u, "ter"],
  [/(?<=\p{L}{3})ogue$/u, "og"],
  [/(?<=\p{L}{3})ence$/u, "ense"],
  [/^programme$/u, "program"],
  [/^cheque$/u, "check"],
  [/^grey$/u, "gray"],
];
const LONG = 7;
const VERY_LONG = 9;

type Sign = { text: string; why: string };

/**
 * Pairs of tags that mean the same with near certainty: the same words in another order or put together, spelt in two
 * ways or mistyped, a word and its -ing or -ation, or two usual names of one thing. Words that are merely alike are left alone. Time grows with the
 * number of tags. `dismissed` holds pairs as "1-2", the smaller id first. Pure.
 */
export function nearTags(tags: TagRow[], dismissed: ReadonlySet<string>): NearPair[] {
  const bySign = new Map<string, TagRow>();
  const pairs = new Map<string, NearPair>();
  // The one that more summaries have takes the other in.
  for (const tag of [...tags].sort((a, b) => b.count - a.count || a.id - b.id)) {
    for (const { text, why } of signsOf(tagKey(tag.name))) {
      const into = bySign.get(text);
      if (!into) bySign.set(text, tag);
      else if (into.id !== tag.id) {
        const name = pairName(tag.id, into.id);
        if (!pairs.has(name) && !dismissed.has(name)) pairs.set(name, { tag, into, why });
      }
    }
  }
  return [...pairs.values()];
}

/** How a pair is named, whichever comes first. */
export function pairName(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

/** What a tag is recognised by; two tags that share one sign are probably the same. */
function signsOf(key: string): Sign[] {
  const all = key.split(" ");
  const words = all.filter((word) => !FILLERS.has(word));
  if (words.length === 0 || /\d/.test(key))
    return [{ text: `together ${key.replaceAll(" ", "")}`, why: "Written in two ways" }];
  const spelt = words.map(spelling);
  const joined = (change: (word: string) => string) => spelt.map(change).sort().join(" ");
  const signs: Sign[] = [
    { text: `together ${all.map(spelling).join("")}`, why: "Written in two ways" },
    { text: `words ${joined((word) => word)}`, why: "The same words" },
    { text: `stems ${joined(stem)}`, why: "The same word with another ending" },
    { text: `single ${joined(single)}`, why: "Probably mistyped" },
    { text: `vowels ${joined(blurred)}`, why: "Probably mistyped" },
  ];
  const usual = usualName(key);
  if (usual !== null) signs.push({ text: `usual ${usual}`, why: "Two names for the same" });
  if (words.length >= 3) signs.push({ text: `together ${words.map((word) => word[0]).join("")}`, why: "Its initials" });
  return signs;
}

function spelling(word: string): string {
  return SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), word);
}

/** "hiring" and "hire", "cancellation" and "cancelation", "reservations" and "reserve". */
function stem(word: string): string {
  const one = single(singular(word));
  if (/[^aeiou]ation$/.test(one) && one.length >= VERY_LONG) return one.slice(0, -5);
  if (/(?:at|iz|uc|ur|ic|as|ul|oic|ens)ing$/.test(one) && one.length >= LONG) return one.slice(0, -3);
  if (/[^aeiou][^aeiouwxy]?ate$|(?:iz|uc|ur|ic|as|ul|oic|ens|rv|it)e$/.test(one)) return one.replace(/(?:at)?e$/, "");
  return one;
}

/** Doubled letters count once, in long words. */
function single(word: string): string {
  const once = word.replace(/(\p{L})\1/gu, "$1");
  return once.length >= LONG ? once : word;
}

/** Which vowel it is does not matter inside a very long word. */
function blurred(word: string): string {
  return word.length >= VERY_LONG
    ? `${word.slice(0, 2)}${word.slice(2, -2).replace(/[aeiou]/g, "*")}${word.slice(-2)}`
    : word;
}
