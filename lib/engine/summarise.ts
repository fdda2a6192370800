import { newestText } from "#lib/emails/newest";
import { headerLines, splitLines } from "#lib/emails/newest-quotes";
import { chooseSentences } from "#lib/engine/summarise-choose";
import { shorten, wordCount } from "#lib/engine/summarise-fit";
import { rankSentences } from "#lib/engine/summarise-rank";
import { nothingToSay, senderOf, subjectOf } from "#lib/engine/summarise-sender";
import { languageOf, sentencesOf, termsOf } from "#lib/engine/summarise-sentences";
import { EMPTY_SUBJECT, HOSTILE } from "#lib/engine/summarise-words";

/** Words of a subject that may stand in front of the sentences: without it a reader may ask "which contract?". */
const MAX_SUBJECT = 10;

/** It does when fewer than COVERED of its terms are in them; at the price of a sentence, when fewer than UNNAMED are. */
const COVERED = 0.4;
const UNNAMED = 0.2;

/** What is summarised: header values as they stand in the mail, the body as plain text. */
export type MailText = { from: string; to?: string; date?: string; subject: string; body: string };

/** Words of a summary, sender included. */
export const MAX_WORDS = 60;

/** Characters of a body that are searched for the newest text. A 5 MB body is a log or a history: its top decides. */
const MAX_BODY = 64_000;

/** Characters of the newest text that are ranked: some 2,500 words, more than anybody writes before the point. */
const MAX_TEXT = 16_000;

/**
 * Writes the extractive summary of one mail: "Sender: one to three of its own sentences", plain text in the mail's
 * language, at most MAX_WORDS words. Deterministic; never throws; says so when there is nothing but a subject.
 */
export function summarise(email: MailText): string {
  const { text, via } = readable(email.body.slice(0, MAX_BODY));
  const sender = shorten(senderOf(email.from, via), 12);
  const subject = HOSTILE.test(email.subject) ? "" : subjectOf(email.subject);
  const language = languageOf(text.length > 20 ? text : `${text} ${subject}`);
  const about = termsOf(subject, language);
  const ranked = rankSentences(sentencesOf(text, language), about);
  const room = MAX_WORDS - wordCount(sender);
  let chosen = chooseSentences(ranked, room);
  if (chosen.length === 0) return shorten(`${sender}: ${nothingToSay(subject, language, text !== "")}`, MAX_WORDS);
  let lead = `${sender}:`;
  const named = coverage(subject, about, chosen);
  const full = `${sender} – ${subject}${markAfter(subject)}`;
  const fits = wordCount(full) + chosen.reduce((sum, one) => sum + wordCount(one.text), 0) <= MAX_WORDS;
  if (named < (fits ? COVERED : UNNAMED)) {
    lead = full;
    if (!fits) chosen = chooseSentences(ranked, MAX_WORDS - wordCount(lead));
  }
  const glue = language === "ja" || language === "zh" ? "" : " ";
  return shorten(`${lead} ${chosen.map((one) => one.text).join(glue)}`, MAX_WORDS);
}

/** What parts a subject from the text: its own end mark, a colon, or a dash where it has a colon within. */
function markAfter(subject: string): string {
  if (/[.?!。？！]$/u.test(subject)) return "";
  return /[:：]/u.test(subject) ? " –" : ":";
}

/** The share of the subject's terms that the chosen sentences have; 1 when the subject is no use in front of them. */
function coverage(subject: string, about: Set<string>, chosen: { terms: Set<string> }[]): number {
  if (about.size < 2 || wordCount(subject) > MAX_SUBJECT || EMPTY_SUBJECT.test(subject)) return 1;
  const matter = Array.from(about).filter((term) => !/\d/u.test(term));
  const named = matter.filter((term) => chosen.some((one) => one.terms.has(term)));
  return matter.length === 0 ? 1 : named.length / matter.length;
}

/** The newest text without the head of a forward, and who wrote what was forwarded. */
function readable(body: string): { text: string; via: string } {
  const newest = newestText(body).text.slice(0, MAX_TEXT);
  const lines = splitLines(newest);
  const head = headerLines(lines, 0);
  if (head === 0) return { text: newest, via: "" };
  const first = lines
    .slice(0, head)
    .find((line) => /^[ \t*>]*(?:from|von|de|da|van|от|差出人|发件人)[ \t*]*[:：]/iu.test(line.text));
  return {
    text: newest.slice(lines[head]?.at ?? newest.length).trim(),
    via: first ? first.text.replace(/^[^:：]*[:：][ \t*]*/u, "") : "",
  };
}
