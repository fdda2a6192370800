/** Looking up in an email's facts what a summary says, however it is written in either. Pure. */
import type { Day } from "#lib/facts/days";
import { isSameLink, type Link } from "#lib/facts/links";
import type { FoundNumber } from "#lib/facts/numbers";
import { isSamePhone, type Phone } from "#lib/facts/phones";
import { plain } from "#lib/search/fold";
import type { Facts } from "#lib/summaries/ground-facts";

/** Scripts without spaces may touch a reference. */
const SAME_WORD = "[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{N}]";
/** So often is a value looked at where an email holds it, so that no email can hold the others up. */
const MOST_LOOKS = 200;
const GOES_ON_BEFORE = new RegExp(`${SAME_WORD}${SAME_WORD}$|\\p{N}[.,'’ \u00a0\u202f]\\p{N}$`, "u");
const GOES_ON_AFTER = new RegExp(`^${SAME_WORD}${SAME_WORD}|^\\p{N}[.,'’ \u00a0\u202f]\\p{N}`, "u");
const MONTH_MINUTES = 43_200;
/** However round a figure is, it stands for none that is further off: "about 10,000" for 9,000 to 11,000. */
const MOST_SLACK = 0.1;

export function knowsDay({ days, looseDays, sentOn }: Facts, day: Day): boolean {
  const isSame = (other: Day) =>
    other.month === day.month &&
    other.day === day.day &&
    (day.year === null || other.year === day.year || (other.year === null && isNear(sentOn, day)));
  if (days.some(isSame)) return true;
  if (sentOn && sentOn.month === day.month && sentOn.day === day.day)
    return day.year === null || day.year === sentOn.year;
  if (!looseDays.has(day.day)) return false;
  return sentOn === null || Math.min(...[0, 12].map((turn) => Math.abs(day.month + turn - sentOn.month))) <= 1;
}

/** Whether a day may be the one that an email means without a year: half a year before it was sent to a year after. */
function isNear(sentOn: Day | null, day: Day): boolean {
  if (sentOn?.year == null || day.year === null) return true;
  const months = (day.year - sentOn.year) * 12 + day.month - sentOn.month;
  return months >= -6 && months <= 12;
}

/** A quarter is also known by two of its months, a half of the year by four. */
export function knowsPeriod({ periods, months }: Facts, period: string): boolean {
  const length = period.startsWith("q") ? 3 : 6;
  const first = (Number(period.charAt(1)) - 1) * length + 1;
  const known = [...months].filter((month) => month >= first && month < first + length).length;
  return periods.has(period) || known >= (length * 2) / 3;
}

export function knowsMonth({ months, sentOn, lonelyDigits }: Facts, month: number, year: number): boolean {
  return months.has(month) && (year === sentOn?.year || lonelyDigits.has(String(year)));
}

export function knowsTime({ times, plainNumbers }: Facts, minute: number): boolean {
  return times.has(minute) || (minute % 60 === 0 && plainNumbers.has(minute / 60));
}

/** Whether a value stands in the email word for word, and is no part of a longer word, figure, link or address there. */
export function knowsVerbatim({ vocabulary: { folded } }: Facts, value: string): boolean {
  const wanted = plain(value.trim());
  if (wanted === "" || /@|\.\p{L}/u.test(wanted)) return false;
  let at = folded.indexOf(wanted);
  for (let looks = 0; at >= 0 && looks < MOST_LOOKS; looks += 1, at = folded.indexOf(wanted, at + 1)) {
    const before = folded.slice(Math.max(0, at - 2), at);
    const after = folded.slice(at + wanted.length, at + wanted.length + 2);
    if (!GOES_ON_BEFORE.test(before + wanted.charAt(0)) && !GOES_ON_AFTER.test(wanted.slice(-1) + after)) return true;
  }
  return false;
}

export function knowsAddress({ addresses }: Facts, address: string): boolean {
  return addresses().has(address);
}

export function knowsLink({ hosts }: Facts, link: Link): boolean {
  return hosts().some((other) => isSameLink(link, other));
}

export function knowsPhone({ phones }: Facts, phone: Phone): boolean {
  return phones().some((other) => isSamePhone(phone, other));
}

/** A reference as a whole, whatever signs stand between its letters and digits. */
export function knowsCode({ vocabulary }: Facts, written: string): boolean {
  const code = plain(written).replace(/[^\p{L}\p{N}]+/gu, "");
  if (!vocabulary.compact().includes(code)) return false;
  const pattern = [...code].join("[^\\p{L}\\p{N}]{0,3}");
  // "2.4.1" of "v2.4.1".
  const start = /^\d/.test(code) ? `(?<!${SAME_WORD})v?` : `(?<!${SAME_WORD})`;
  return new RegExp(`${start}${pattern}(?!${SAME_WORD})`, "u").test(vocabulary.folded);
}

export function knowsNumber(facts: Facts, one: FoundNumber, isHedged: boolean): boolean {
  return one.values.some((value) => {
    if (!one.isPercent && value <= 24 && facts.times.has((value % 24) * 60)) return true;
    if (facts.numbers.some((other) => isSameNumber(one, other, value, isHedged))) return true;
    return value > 31 && Number.isInteger(value) && !one.isPercent && facts.lonelyDigits.has(String(value));
  });
}

function isSameNumber(one: FoundNumber, other: FoundNumber, value: number, isHedged: boolean): boolean {
  if (one.isPercent && !other.isPercent) return false;
  if (one.currency && other.currency && one.currency !== other.currency) return false;
  if (one.unitMinutes > 0 && other.unitMinutes > 0 && one.unitMinutes !== other.unitMinutes)
    return other.values.some((known) => isSameSpan(one, value, other, known));
  const rounded = isHedged ? Math.max(one.slack, roundness(value) / 2) : one.slack;
  const slack = Math.min(rounded, MOST_SLACK * Math.abs(value));
  return other.values.some((known) => Math.abs(known - value) <= slack + 1e-9 * Math.abs(value));
}

/** 90 minutes are 1.5 hours; a year is 365 days and 52 weeks, months are of 30 days or so. */
function isSameSpan(one: FoundNumber, value: number, other: FoundNumber, known: number): boolean {
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
