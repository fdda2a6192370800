import { detect } from "tinyld/light";
import winkModel from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";
import { blocksOf } from "#lib/engine/summarise-blocks";
import { MAX_SENTENCE } from "#lib/engine/summarise-words";

/** One candidate: its text, the paragraph it stands in, and its terms (stems, or three-letter pieces). */
export type Sentence = { text: string; paragraph: number; terms: Set<string> };

/** Sentences that are ranked. TextRank compares each with each; what matters in a mail stands before the sixtieth. */
const MAX_SENTENCES = 60;

/** Characters a language is guessed from. */
const LANGUAGE_SAMPLE = 240;

/** Stems remembered at most: some 2 MB. */
const MAX_STEMS = 20_000;

const nlp = winkNLP(winkModel, ["sbd"]);
const { its } = nlp;
const segmenters = new Map<string, Intl.Segmenter>();
const stemmed = new Map<string, string>();
const CJK = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** Small words that tell the commonest languages apart at a fraction of a detector's cost. */
const SMALL_WORDS: readonly (readonly [language: string, pattern: RegExp])[] = [
  ["en", /\b(?:the|and|of|is|are|for|we|you|your|our|will|have|has|with|that|this|please|by|from|was|to)\b/giu],
  ["de", /\b(?:der|die|das|und|ist|wir|ich|nicht|mit|ein|eine|den|dem|zu|von|auf|bitte|sich|im)\b/giu],
  ["fr", /\b(?:le|les|des|une|est|nous|vous|je|pour|pas|dans|sur|avec|du|et|votre|merci)\b/giu],
  ["es", /\b(?:el|los|las|una|del|por|con|para|que|se|nos|su|tu|al|y|hola)\b/giu],
];

/** The share of such words from which a text is taken to be in that language. */
const SURE = 0.14;

/** Guesses the language (ISO 639-1): by its script or small words, else by a detector; English when nothing tells. */
export function languageOf(text: string): string {
  const sample = text.slice(0, LANGUAGE_SAMPLE);
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(sample)) return "ja";
  const words = sample.split(/\s+/u).length;
  let most = Math.max(1, words * SURE);
  let found = "";
  for (const [language, pattern] of SMALL_WORDS) {
    const count = sample.match(pattern)?.length ?? 0;
    if (count >= most) {
      most = count + 1;
      found = language;
    }
  }
  return found || detect(sample) || "en";
}

/** Splits the newest text of a mail into candidate sentences, in order. */
export function sentencesOf(text: string, language: string): Sentence[] {
  const found: Sentence[] = [];
  let paragraph = 0;
  for (const block of blocksOf(text)) {
    paragraph++;
    for (const part of block.whole ? [block.text] : split(block.text, language)) {
      const cut = part.trim().slice(0, MAX_SENTENCE);
      if (cut !== "") found.push({ text: cut, paragraph, terms: termsOf(cut, language) });
      if (found.length >= MAX_SENTENCES) return found;
    }
  }
  return found;
}

function split(text: string, language: string): string[] {
  return language === "en" ? splitEnglish(text) : splitOther(text, language);
}

/** wink-nlp knows abbreviations; what it cuts inside "node.js" or leaves joined after "5 p.m. Thanks" is mended. */
function splitEnglish(text: string): string[] {
  const parts = nlp.readDoc(text).sentences().out() as string[];
  return joinBroken(
    parts,
    text,
    /(?:\b(?:no|nos|approx|vs|inc|ltd|co|corp|dept|est|fig|e\.g|i\.e|st|mr|mrs|ms|dr)\.|\b[A-Z]\.)$/u,
  );
}

function splitOther(text: string, language: string): string[] {
  const parts = Array.from(segmenterOf(language).segment(text), (part) => part.segment.trim());
  return joinBroken(
    parts.filter((part) => part !== ""),
    text,
    /(?:(?:^|[\s(])(?:z\. ?B|d\. ?h|u\. ?a|bzw|ca|Nr|Hr|Fr|Dr|Prof|Abs|Art|inkl|zzgl|St|Str|Tel|M|Mme|MM|Mlle|art|env|p\. ?ex|Sr|Sra|Srta|D|Dña|núm|pág|aprox|EE|p|S|a)\.|\b(?:[A-Z]|\d{1,2})\.)$/u,
  );
}

/** Puts back together what was split at an abbreviation, an ordinal ("3. November") or within a word. */
function joinBroken(parts: string[], text: string, open: RegExp): string[] {
  const joined: string[] = [];
  let at = 0;
  for (const part of parts) {
    const start = text.indexOf(part, at);
    const touching = start > 0 && start === at && /[\p{L}\d]/u.test(part.charAt(0)) && !CJK.test(part.charAt(0));
    at = (start === -1 ? at : start) + part.length;
    const last = joined.at(-1);
    if (last !== undefined && (touching || open.test(last)))
      joined[joined.length - 1] = `${last}${touching ? "" : " "}${part}`;
    else joined.push(part);
  }
  return joined;
}

function segmenterOf(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language, { granularity: "sentence" });
  } catch {
    made = new Intl.Segmenter("en", { granularity: "sentence" });
  }
  segmenters.set(language, made);
  return made;
}

/** What a text is about: stems of its content words, or pieces of its words where no stemmer is at hand. */
export function termsOf(sentence: string, language: string): Set<string> {
  return language === "en" ? stems(sentence) : pieces(sentence, CJK.test(sentence) ? 2 : 4);
}

function stems(sentence: string): Set<string> {
  const found = new Set<string>();
  for (const word of sentence.toLowerCase().match(/[\p{L}\p{N}]{1,40}/gu) ?? []) {
    const stem = stemOf(word);
    if (stem !== "") found.add(stem);
  }
  return found;
}

/** The stem by wink-nlp, "" for a stop word; remembered, since mails use the same few thousand words. */
function stemOf(word: string): string {
  const known = stemmed.get(word);
  if (known !== undefined) return known;
  const token = nlp.readDoc(word).tokens().itemAt(0);
  const stem = token.out(its.stopWordFlag) ? "" : String(token.out(its.stem as never));
  if (stemmed.size >= MAX_STEMS) stemmed.clear();
  stemmed.set(word, stem);
  return stem;
}

/** Runs of letters cut into overlapping pieces: endings differ, beginnings match, no dictionary needed. */
function pieces(sentence: string, size: number): Set<string> {
  const found = new Set<string>();
  for (const word of sentence.toLowerCase().match(/[\p{L}\p{N}]{2,60}/gu) ?? []) {
    if (word.length < size && size > 2) continue;
    for (let i = 0; i + size <= word.length; i++) found.add(word.slice(i, i + size));
  }
  return found;
}
