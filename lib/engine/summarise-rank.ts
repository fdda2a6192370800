import { CLOSING_LINE, DEVICE_LINE } from "#lib/emails/newest-words";
import type { Sentence } from "#lib/engine/summarise-sentences";
import {
  AMOUNT,
  ASK,
  DATE,
  DIRECT,
  FACT,
  GREETING,
  GREETING_PREFIX,
  HANGING,
  HOSTILE,
  PLEASANTRY,
  PLEASANTRY_CJK,
  PREAMBLE,
} from "#lib/engine/summarise-words";

/** A candidate with its worth: about 0 to 2. */
export type Ranked = { text: string; index: number; score: number; hanging: boolean; ask: boolean; terms: Set<string> };

const DAMPING = 0.85;
const ROUNDS = 12;

/** A header line of a feed, or bytes that were no text. */
const MACHINE = /^(?:date|url|link|message-id|content-type):\s|(?:\ufffd[^\ufffd]{0,20}){3}/iu;

/** A short sentence about "it" says little without the one before. */
const POINTS_BACK = /\b(?:it|them|those|these)\b/iu;

/** Leaves out what must never be a summary and scores the rest: TextRank, place, subject, asks, facts, numbers. */
export function rankSentences(sentences: Sentence[], subject: Set<string>): Ranked[] {
  const usable = withoutHostile(sentences).filter((sentence) => isContent(sentence.text));
  const rank = textRank(usable);
  return usable.map((sentence, index) => ({
    text: sentence.text,
    index,
    score: (rank[index] ?? 0) * 0.5 + 0.35 / (1 + index) + cues(sentence.text) + about(sentence.terms, subject),
    hanging: HANGING.test(sentence.text),
    ask: isAsk(sentence.text),
    terms: sentence.terms,
  }));
}

/** A sentence that steers a machine taints the rest of its paragraph: the payload follows the command. */
function withoutHostile(sentences: Sentence[]): Sentence[] {
  const tainted = new Set<number>();
  return sentences.filter((sentence) => {
    if (HOSTILE.test(sentence.text)) tainted.add(sentence.paragraph);
    return !tainted.has(sentence.paragraph);
  });
}

/** A request that says enough by itself: "OK with you?" does not. */
function isAsk(text: string): boolean {
  return DIRECT.test(text) && (sizeOf(text) >= 9 || DATE.test(text) || AMOUNT.test(text));
}

function isContent(text: string): boolean {
  if (!/[\p{L}]{2}|[\u3040-\u30ff\u4e00-\u9fff]/u.test(text)) return false;
  if (DEVICE_LINE.test(text) || CLOSING_LINE.test(text) || MACHINE.test(text)) return false;
  if (PLEASANTRY.test(text) || PLEASANTRY_CJK.test(text)) return false;
  return !GREETING.test(text) || goesOn(text);
}

/** Whether a sentence follows a greeting on its line: "Hi Ana, please call me back." */
function goesOn(text: string): boolean {
  const rest = text.replace(GREETING_PREFIX, "");
  return rest !== text && !/[,:]$/.test(rest) && sizeOf(rest) >= 4 && !PLEASANTRY.test(rest) && !GREETING.test(rest);
}

function cues(text: string): number {
  let score = 0;
  if (ASK.test(text)) score += 0.35;
  if (FACT.test(text)) score += 0.2;
  if (AMOUNT.test(text)) score += 0.2;
  if (DATE.test(text)) score += 0.15;
  else if (/\d/u.test(text)) score += 0.08;
  if (/[:：]$/u.test(text)) score -= 0.5;
  const size = sizeOf(text);
  const bare = score < 0.2;
  if (size < 4) score -= bare ? 0.6 : 0.3;
  else if (size < 8) score -= bare ? 0.25 : 0.12;
  if (size < 13 && POINTS_BACK.test(text)) score -= 0.12;
  if (PREAMBLE.test(text)) score -= 0.5;
  if (/^(?:thanks|thank you|sorry|apologies|danke|vielen dank|merci|gracias|p\.?s\b)/iu.test(text)) score -= 0.25;
  return score;
}

/** How much of the subject a sentence takes up: 0 to 0.35. */
function about(terms: Set<string>, subject: Set<string>): number {
  let shared = 0;
  for (const term of subject) if (terms.has(term)) shared++;
  return shared === 0 ? 0 : 0.35 * Math.min(1, shared / Math.min(subject.size, 6));
}

/** Words, or for scripts without spaces half the characters. */
export function sizeOf(text: string): number {
  const cjk = text.match(/[\u3040-\u30ff\u4e00-\u9fff]/gu)?.length ?? 0;
  return (
    Math.ceil(cjk / 2) +
    text
      .replace(/[\u3040-\u30ff\u4e00-\u9fff]/gu, " ")
      .split(/\s+/u)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  );
}

/** PageRank over sentences that share terms (Mihalcea and Tarau, 2004), scaled so that the best is 1. */
function textRank(sentences: Sentence[]): number[] {
  const count = sentences.length;
  if (count < 2) return sentences.map(() => 1);
  const weight = similarities(sentences);
  const sums = weight.map((row) => row.reduce((sum, value) => sum + value, 0));
  let rank: number[] = new Array<number>(count).fill(1);
  for (let round = 0; round < ROUNDS; round++) {
    rank = rank.map((_, i) => {
      let sum = 0;
      for (let j = 0; j < count; j++) {
        const shared = weight[j]?.[i] ?? 0;
        if (shared > 0) sum += (shared / (sums[j] ?? 1)) * (rank[j] ?? 0);
      }
      return 1 - DAMPING + DAMPING * sum;
    });
  }
  const best = Math.max(...rank);
  return rank.map((value) => value / best);
}

function similarities(sentences: Sentence[]): number[][] {
  const weight = sentences.map(() => new Array<number>(sentences.length).fill(0));
  for (const [i, a] of sentences.entries()) {
    for (let j = i + 1; j < sentences.length; j++) {
      const value = similarity(a.terms, sentences[j]?.terms ?? new Set());
      const [row, column] = [weight[i], weight[j]];
      if (row && column) {
        row[j] = value;
        column[i] = value;
      }
    }
  }
  return weight;
}

/** Shared terms over the logarithms of both lengths, so that long sentences do not win by length alone. */
export function similarity(a: Set<string>, b: Set<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const term of small) if (large.has(term)) shared++;
  return shared === 0 ? 0 : shared / (Math.log(small.size + 1) + Math.log(large.size + 1));
}
