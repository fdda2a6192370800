/** What an email says, in a form that claims can be looked up in, and the looking up. Pure. */
import { findMonths, findWeekdays } from "#lib/facts/calendar";
import { type Day, findDays, findOrdinals } from "#lib/facts/days";
import { type FoundNumber, findNumbers } from "#lib/facts/numbers";
import { findMonthNumbers, findPeriods } from "#lib/facts/periods";
import { findRelativeDays } from "#lib/facts/relative";
import { findTimes } from "#lib/facts/times";
import { createVocabulary, type Vocabulary } from "#lib/summaries/ground-vocabulary";

export type Facts = {
  lower: string;
  vocabulary: Vocabulary;
  numbers: FoundNumber[];
  plainNumbers: Set<number>;
  allDigits: Set<string>;
  days: Day[];
  looseDays: Set<number>;
  weekdays: Set<number>;
  months: Set<number>;
  /** Quarters and halves of a year: "q2", "h1". */
  periods: Set<string>;
  times: Set<number>;
  phones: string[];
  sentOn: Day | null;
};
/** Phone numbers, also of cards and accounts: digits with signs between them. */
export const PHONE = /(?<![\w./-])(?:\+|\(0?\)|\(\d)?\d[\d ()\u00a0./-]{5,24}\d(?![\w-])/gu;
const NEXT_WEEK = /(?<!\p{L})(?:next|nächste[nrs]?|kommende[nrs]?|prochaine?|próximo|prossim[oa]|volgende)\s/iu;
const LAST_WEEK = /(?<!\p{L})(?:last|past|letzte[nr]?|dernier|pasado|scorso)\s/iu;
/** Reads an email's text; `date` (ms) is when it was sent, what "tomorrow" is seen from. */
export function readFacts(text: string, date: number | null): Facts {
  const sentOn = date === null ? null : dayOf(date);
  const days = findDays(text);
  const times = findTimes(text);
  const facts: Facts = {
    lower: text.toLowerCase(),
    vocabulary: createVocabulary(text),
    numbers: [],
    plainNumbers: new Set(),
    allDigits: new Set(text.match(/\d+/g) ?? []),
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
    phones: [...text.matchAll(PHONE)].map((match) => match[0].replace(/\D/g, "")),
    sentOn,
  };
  facts.numbers = findNumbers(masked(text, [...days, ...times]));
  for (const one of facts.numbers) for (const value of one.values) facts.plainNumbers.add(value);
  if (date !== null) addRelative(facts, text, date);
  for (const day of facts.days) {
    const year = day.year ?? sentOn?.year;
    if (year) facts.weekdays.add(new Date(Date.UTC(year, day.month - 1, day.day)).getUTCDay());
  }
  return facts;
}

const DAY_MS = 86_400_000;
const MONTH_MINUTES = 43_200;

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

function dayOf(time: number): Day {
  const at = new Date(time);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

export function knowsDay({ days, looseDays, sentOn }: Facts, day: Day): boolean {
  const isSame = (other: Day) =>
    other.month === day.month &&
    other.day === day.day &&
    (day.year === null || (other.year ?? nearestYear(sentOn, other)) === day.year);
  if (days.some(isSame)) return true;
  if (sentOn && sentOn.month === day.month && sentOn.day === day.day)
    return day.year === null || day.year === sentOn.year;
  if (!looseDays.has(day.day)) return false;
  return sentOn === null || Math.min(...[0, 12].map((turn) => Math.abs(day.month + turn - sentOn.month))) <= 1;
}

/** The year of a day written without one: the next one from the day the email was sent, half a year back at most. */
function nearestYear(sentOn: Day | null, day: Day): number | null {
  if (sentOn?.year == null) return null;
  return day.month < sentOn.month - 6 ? sentOn.year + 1 : sentOn.year;
}

/** A quarter is also known by two of its months, a half of the year by four. */
export function knowsPeriod({ periods, months }: Facts, period: string): boolean {
  const length = period.startsWith("q") ? 3 : 6;
  const first = (Number(period.charAt(1)) - 1) * length + 1;
  const known = [...months].filter((month) => month >= first && month < first + length).length;
  return periods.has(period) || known >= (length * 2) / 3;
}

export function knowsMonth({ months, sentOn, allDigits }: Facts, month: number, year: number): boolean {
  return months.has(month) && (year === sentOn?.year || allDigits.has(String(year)));
}

export function knowsTime({ times, plainNumbers }: Facts, minute: number): boolean {
  return times.has(minute) || (minute % 60 === 0 && plainNumbers.has(minute / 60));
}

export function knowsPhone({ phones }: Facts, written: string): boolean {
  const digits = written.replace(/\D/g, "");
  return phones.some((one) => one.includes(digits.slice(-9)) || (one.length >= 7 && digits.endsWith(one.slice(-9))));
}

export function knowsNumber(facts: Facts, one: FoundNumber, isHedged: boolean): boolean {
  return one.values.some((value) => {
    if (!one.isPercent && value <= 24 && facts.times.has((value % 24) * 60)) return true;
    if (facts.numbers.some((other) => isSameNumber(one, other, value, isHedged))) return true;
    return value > 31 && Number.isInteger(value) && !one.isPercent && facts.allDigits.has(String(value));
  });
}

function isSameNumber(one: FoundNumber, other: FoundNumber, value: number, isHedged: boolean): boolean {
  if (one.isPercent && !other.isPercent) return false;
  if (one.currency && other.currency && one.currency !== other.currency) return false;
  const slack = isHedged ? Math.max(one.slack, roundness(value) / 2) : one.slack;
  if (other.values.some((known) => Math.abs(known - value) <= slack + 1e-9 * Math.abs(value))) return true;
  return one.unitMinutes !== other.unitMinutes && other.values.some((known) => isSameSpan(one, value, other, known));
}

/** 90 minutes are 1.5 hours; a year is 365 days and 52 weeks, months are of 30 days or so. */
function isSameSpan(one: FoundNumber, value: number, other: FoundNumber, known: number): boolean {
  if (one.unitMinutes === 0 || other.unitMinutes === 0) return false;
  const [minutes, knownMinutes] = [value * one.unitMinutes, known * other.unitMinutes];
  const isLong = Math.max(one.unitMinutes, other.unitMinutes) >= MONTH_MINUTES;
  return Math.abs(minutes - knownMinutes) <= (isLong ? 0.02 : 1e-9) * knownMinutes;
}

/** 7,000 is round to a thousand, 120 to ten. */
function roundness(value: number): number {
  if (!Number.isInteger(value) || value === 0) return 0;
  let unit = 1;
  while (value % (unit * 10) === 0) unit *= 10;
  return unit;
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
