import { newestText } from "#lib/emails/newest";
import type { MailText } from "#lib/engine/summarise";
import { shorten } from "#lib/engine/summarise-fit";
import { languageOf, sentencesOf } from "#lib/engine/summarise-sentences";
import { DIRECT, GREETING, HOSTILE } from "#lib/engine/summarise-words";
import { BAD_MOOD, CRITICAL, GOOD_MOOD, IDLE, TOPICS } from "#lib/engine/topics";
import { findWeekdays } from "#lib/facts/calendar";
import { findDays } from "#lib/facts/days";
import { findNames } from "#lib/facts/names";
import { findNumbers } from "#lib/facts/numbers";

/** What rules can tell of an email, each value the way a strict schema asks for it. */
export type MailFields = {
  tags: string[];
  sentiment: "positive" | "neutral" | "negative" | "mixed";
  urgency: "low" | "normal" | "high" | "critical";
  people: string[];
  companies: string[];
  dates: { date: string; what: string }[];
  amounts: { amount: string; what: string }[];
  actions: { what: string; owner: null; due: string | null }[];
  /** The words that choices and own fields are looked up in. */
  text: string;
};

const LONGEST_TEXT = 12_000;
const MOST_TAGS = 4;
const MOST_ITEMS = 8;
const COMPANY =
  /(?:\b(?:inc|ltd|llc|llp|plc|corp|co|gmbh|ag|kg|se|sa|sas|sarl|spa|srl|bv|nv|oy|ab|as|pte)\b\.?|(?:group|bank|holding|partners|labs|systems|energy|airlines|university|institute|ministry|foundation|insurance|logistics|capital|ventures|industries|stadtwerke))$/iu;

/** Reads an email by rules: topics, mood, urgency, names, dates, amounts and requests, in its own words. Never throws. */
export function fieldsOf(mail: MailText): MailFields {
  const body = newestText(mail.body.slice(0, 64_000)).text.slice(0, LONGEST_TEXT);
  const text = `${mail.subject}\n${body}`;
  const sentences = sentencesOf(body, languageOf(body))
    .filter(({ text: one }) => !HOSTILE.test(one) && !GREETING.test(one))
    .map((one) => one.text);
  const names = runsOf(sentences);
  const isCompany = (name: string) => COMPANY.test(name) || /^\p{Lu}{3,}$/u.test(name);
  const sender = mail.from
    .replace(/<[^>]*>/g, "")
    .replace(/["']/g, "")
    .trim();
  const people = names.filter((name) => !isCompany(name) && /^\S+ \S+( \S+)?$/.test(name));
  return {
    tags: tagsOf(mail.subject, body),
    sentiment: moodOf(text),
    urgency: urgencyOf(text, sentences),
    people: unique([...(sender.includes("@") || sender === "" ? [] : [sender]), ...people]),
    companies: unique(names.filter(isCompany)),
    dates: sentences.flatMap(datesIn).slice(0, MOST_ITEMS),
    amounts: sentences.flatMap(amountsIn).slice(0, MOST_ITEMS),
    actions: sentences
      .filter((one) => DIRECT.test(one))
      .map((one) => ({ what: shorten(one, 30), owner: null, due: dueIn(one) }))
      .slice(0, MOST_ITEMS),
    text,
  };
}

/** Topics that the subject or, twice at least, the body speaks of; the strongest first. */
function tagsOf(subject: string, body: string): string[] {
  const found = TOPICS.map(([tag, pattern]) => {
    const count = 3 * (subject.match(pattern)?.length ?? 0) + (body.match(pattern)?.length ?? 0);
    return { tag, count };
  });
  const best = found.sort((one, other) => other.count - one.count);
  const strong = best.filter(({ count }) => count >= 2);
  return (strong.length > 0 ? strong : best.filter(({ count }) => count > 0).slice(0, 1))
    .slice(0, MOST_TAGS)
    .map(({ tag }) => tag);
}

function moodOf(text: string): MailFields["sentiment"] {
  const good = text.match(GOOD_MOOD)?.length ?? 0;
  const bad = text.match(BAD_MOOD)?.length ?? 0;
  if (good + bad < 2) return bad === 1 ? "negative" : "neutral";
  if (good > 2 * bad) return "positive";
  return bad > 2 * good ? "negative" : "mixed";
}

function urgencyOf(text: string, sentences: string[]): MailFields["urgency"] {
  if (CRITICAL.test(text)) return "critical";
  if (sentences.some((one) => DIRECT.test(one) && dueIn(one) !== null)) return "high";
  return IDLE.test(text) ? "low" : "normal";
}

/** Capitalised words that stand side by side: "Anna Smith", "Northgate Energy". */
function runsOf(sentences: string[]): string[] {
  const runs: string[] = [];
  for (const sentence of sentences) {
    let last: { start: number; end: number } | null = null;
    for (const { start, end } of findNames(sentence)) {
      if (last && /^[ \u00a0]$/.test(sentence.slice(last.end, start))) last.end = end;
      else {
        if (last) runs.push(sentence.slice(last.start, last.end));
        last = { start, end };
      }
    }
    if (last) runs.push(sentence.slice(last.start, last.end));
  }
  return runs;
}

function datesIn(sentence: string): { date: string; what: string }[] {
  return findDays(sentence).map(({ start, end }) => ({
    date: sentence.slice(start, end),
    what: shorten(sentence, 14),
  }));
}

function amountsIn(sentence: string): { amount: string; what: string }[] {
  return findNumbers(sentence)
    .filter((one) => !one.isSpelled && (one.currency !== null || one.isPercent))
    .map(({ start, end }) => ({ amount: sentence.slice(start, end).trim(), what: shorten(sentence, 14) }));
}

function dueIn(sentence: string): string | null {
  const found = findDays(sentence)[0] ?? findWeekdays(sentence)[0];
  return found ? sentence.slice(found.start, found.end) : null;
}

function unique(names: string[]): string[] {
  return [...new Set(names)].slice(0, MOST_ITEMS);
}
