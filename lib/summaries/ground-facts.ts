/** What an email says, in a form that claims can be looked up in. Pure. */
import { findMonths, findWeekdays } from "#lib/facts/calendar";
import { type Day, findDays, findOrdinals } from "#lib/facts/days";
import { findAddresses, findHosts, type Link } from "#lib/facts/links";
import { type FoundNumber, findNumbers } from "#lib/facts/numbers";
import { findMonthNumbers, findPeriods } from "#lib/facts/periods";
import { findPhoneDigits, type Phone } from "#lib/facts/phones";
import { addMonths, findRelativeDays, namesMonthEnd, namesNextWeek } from "#lib/facts/relative";
import { findTimes } from "#lib/facts/times";
import { createVocabulary, once, type Vocabulary } from "#lib/summaries/ground-vocabulary";

export type Facts = {
  vocabulary: Vocabulary;
  numbers: FoundNumber[];
  plainNumbers: Set<number>;
  /** Runs of digits that are no part of a longer number. */
  lonelyDigits: Set<string>;
  days: Day[];
  looseDays: Set<number>;
  weekdays: Set<number>;
  months: Set<number>;
  /** Quarters and halves of a year: "q2", "h1". */
  periods: Set<string>;
  times: Set<number>;
  /** What few summaries ask for is made when it is first asked for. */
  addresses: () => Set<string>;
  hosts: () => Link[];
  phones: () => Phone[];
  sentOn: Day | null;
};
/** "300" is no number of "1,200,300", nor 85 of "0.85"; a year is one wherever it stands. */
const LONELY_DIGITS =
  /(?<!\d)(?:\d{4,}|(?<!\d[.,'’])(?<!\d[ \u00a0\u202f](?=\d{3}(?!\d)))\d{1,3}(?!\d|[.,'’]\d|[ \u00a0\u202f]\d{3}(?!\d)))/g;
const NEXT_WEEK = /(?<!\p{L})(?:next|nächste[nrs]?|kommende[nrs]?|prochaine?|próximo|prossim[oa]|volgende)\s/iu;
const LAST_WEEK = /(?<!\p{L})(?:last|past|letzte[nr]?|dernier|pasado|scorso)\s/iu;
/** Reads an email's text; `date` (ms) is when it was sent, what "tomorrow" is seen from. */
export function readFacts(text: string, date: number | null): Facts {
  const sentOn = date === null ? null : dayOf(date);
  const days = findDays(text);
  const times = findTimes(text);
  const facts: Facts = {
    vocabulary: createVocabulary(text),
    numbers: [],
    plainNumbers: new Set(),
    lonelyDigits: new Set(text.match(LONELY_DIGITS) ?? []),
    days: days.flatMap((day) => day.options),
    looseDays: new Set(findOrdinals(text).map((one) => one.value)),
    weekdays: new Set(findWeekdays(text).map((one) => one.value)),
    months: new Set([
      ...days.flatMap((day) => day.options.map((one) => one.month)),
      ...findMonths(text).map((one) => one.value),
      ...findMonthNumbers(text).map((one) => one.month),
    ]),
    periods: new Set(findPeriods(text).map((one) => one.value)),
    times: new Set(times.flatMap((time) => time.options)),
    addresses: once(() => new Set(findAddresses(text).map((one) => one.address))),
    hosts: once(() => findHosts(text)),
    phones: once(() => findPhoneDigits(text)),
    sentOn,
  };
  facts.numbers = findNumbers(masked(text, [...days, ...times]));
  for (const one of facts.numbers) for (const value of one.values) facts.plainNumbers.add(value);
  if (date !== null) addRelative(facts, text, date);
  for (const day of facts.days) {
    const year = day.year ?? sentOn?.year;
    if (year) facts.weekdays.add(new Date(Date.UTC(year, day.month - 1, day.day)).getUTCDay());
  }
  if (date !== null) addSpans(facts, text, date);
  return facts;
}

const DAY_MS = 86_400_000;

/** What "tomorrow" and "Friday" come to, seen from the day the email was sent. */
function addRelative(facts: Facts, text: string, date: number): void {
  const named = [...facts.weekdays];
  const add = (offset: number) => {
    const at = new Date(date + offset * DAY_MS);
    facts.days.push(dayOf(at.getTime()));
    facts.weekdays.add(at.getUTCDay());
  };
  // "on Tuesday" of an email sent that Tuesday.
  facts.weekdays.add(new Date(date).getUTCDay());
  for (const offset of findRelativeDays(text)) add(offset);
  if (named.length === 0) return;
  const sent = new Date(date).getUTCDay();
  const [hasNext, hasLast] = [NEXT_WEEK.test(text), LAST_WEEK.test(text)];
  for (const weekday of named) {
    const ahead = (weekday - sent + 7) % 7 || 7;
    add(ahead);
    if (hasNext && ahead < 7) add(ahead + 7);
    if (hasLast) add(ahead - 7);
  }
}

const MONTH_MINUTES = 43_200;
const DAY_MINUTES = 1_440;
const LONGEST_SPAN = 400;

/** What "within ten days", "next week" and "by the end of the month" come to: an answer may give them as days. */
function addSpans({ days, numbers }: Facts, text: string, date: number): void {
  const today = Math.floor(date / DAY_MS);
  const add = (day: number) => days.push(dayOf(day * DAY_MS));
  for (const { values, unitMinutes } of numbers) {
    const count = values[0] ?? 0;
    if (unitMinutes < DAY_MINUTES || count > LONGEST_SPAN) continue;
    if (unitMinutes >= MONTH_MINUTES) add(addMonths(today, Math.round((count * unitMinutes) / MONTH_MINUTES)));
    else add(today + Math.round((count * unitMinutes) / DAY_MINUTES));
  }
  if (namesNextWeek(text)) {
    const monday = today + ((8 - new Date(date).getUTCDay()) % 7 || 7);
    for (let ahead = 0; ahead < 7; ahead += 1) add(monday + ahead);
  }
  if (namesMonthEnd(text)) {
    const at = new Date(date);
    add(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0) / DAY_MS);
  }
}

function dayOf(time: number): Day {
  const at = new Date(time);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

function masked(text: string, spans: { start: number; end: number }[]): string {
  let from = 0;
  let out = "";
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    if (start < from) continue;
    out += text.slice(from, start) + " ".repeat(end - start);
    from = end;
  }
  return out + text.slice(from);
}
