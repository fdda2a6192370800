/** Finding in a summary what can be looked up in its email. Pure. */
import type { Claim } from "#db/schema";
import { findMonths, findWeekdays } from "#lib/facts/calendar";
import { findDays } from "#lib/facts/days";
import { findAddresses, findLinks } from "#lib/facts/links";
import { findNames, findNameWords } from "#lib/facts/names";
import { type FoundNumber, findNumbers } from "#lib/facts/numbers";
import { findMonthNumbers, findPeriods } from "#lib/facts/periods";
import { findPhones, readPhone } from "#lib/facts/phones";
import { findTimes } from "#lib/facts/times";
import { plain } from "#lib/search/fold";
import type { Facts } from "#lib/summaries/ground-facts";
import type { FieldValue } from "#lib/summaries/ground-fields";
import {
  knowsAddress,
  knowsCode,
  knowsDay,
  knowsLink,
  knowsMonth,
  knowsNumber,
  knowsPeriod,
  knowsPhone,
  knowsTime,
} from "#lib/summaries/ground-knows";
import { knowsWord } from "#lib/summaries/ground-vocabulary";

/** A stretch of a summary, and whether an email says the same. */
export type Open = { start: number; end: number; kind: Claim["kind"]; isIn: (facts: Facts) => boolean };

// Every repetition is bounded: time grows with the text, whatever it holds.
const CODE =
  /(?<![\w.,/-])(?=[\w./-]{0,40}\d)(?=[\w./-]{0,40}(?:[A-Za-z]|\d[/-]\d|\d\.\d{1,2}\.\d))[A-Za-z0-9]{1,40}(?:[-/.][A-Za-z0-9]{1,40}){0,6}(?![\w-])/gu;
const HEDGE =
  /(?:about|around|some|nearly|almost|over|roughly|approx\.?|circa|ca\.|rund|etwa|knapp|über|environ|près de|unos|casi|circa|ongeveer|cerca de|около|~)\s*\D{0,2}$/iu;
const YEARS = /^(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}$/;
const VERSION = /^\d{1,3}\.\d{1,2}(?:\.\d{1,3})+$/;
const MEASURED =
  /^[ -](?:[\p{L}-]+\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|nights?|people|persons?|temps|books|percent|million|spaces|units|pieces|tage?n?|wochen?|monate?n?|jahre?n?|semanas?|semaines?|jours?|mois|ans)(?!\p{L})/iu;

/** Stands where something was found already: neither letter, digit nor blank. */
const SPOKEN_FOR = "\u2060";

/** What a value says that can be looked up; a name's words all name somebody, those of a date or an amount nobody. */
export function findValueClaims({ text, isName }: FieldValue): Open[] {
  const claims = findClaims(text).filter(({ kind }) => kind !== "name" && !(isName && kind === "date"));
  if (!isName) return claims;
  const whole = plain(text).replace(/[^\p{L}\p{N}]+/gu, "");
  // "Stone Bridge" of mail from stonebridge.example.
  const isJoined = ({ vocabulary }: Facts) => / /.test(text) && vocabulary.compact().includes(whole);
  const names = findNameWords(text)
    .filter((name) => !claims.some((claim) => name.start < claim.end && claim.start < name.end))
    .map(({ start, end, word }): Open => {
      return { start, end, kind: "name", isIn: (facts) => knowsWord(facts.vocabulary, word) || isJoined(facts) };
    });
  return [...claims, ...names];
}

/** What a summary says that can be looked up. */
export function findClaims(summary: string): Open[] {
  const claims: Open[] = [];
  let rest = summary;
  const take = (start: number, end: number, kind: Claim["kind"], isIn: Open["isIn"]) => {
    claims.push({ start, end, kind, isIn });
    blank(start, end);
  };
  const blank = (start: number, end: number) => {
    rest = rest.slice(0, start) + SPOKEN_FOR.repeat(end - start) + rest.slice(end);
  };
  for (const { start, end, address } of findAddresses(rest))
    take(start, end, "email", (facts) => knowsAddress(facts, address));
  for (const { start, end, link } of findLinks(rest)) take(start, end, "link", (facts) => knowsLink(facts, link));
  for (const day of findDays(rest))
    take(day.start, day.end, "date", (facts) => day.options.some((one) => knowsDay(facts, one)));
  for (const time of findTimes(rest))
    take(time.start, time.end, "time", (facts) => time.options.some((minute) => knowsTime(facts, minute)));
  for (const { start, end, month, year } of findMonthNumbers(rest))
    take(start, end, "date", (facts) => knowsMonth(facts, month, year));
  for (const { start, end, value } of findPeriods(rest)) take(start, end, "date", (facts) => knowsPeriod(facts, value));
  for (const { start, end, phone } of findPhones(rest)) take(start, end, "phone", (facts) => knowsPhone(facts, phone));
  for (const { 0: written, index: start } of rest.matchAll(CODE)) {
    if (!isMeasure(written)) take(start, start + written.length, "number", (facts) => knowsCode(facts, written));
  }
  for (const name of findWeekdays(rest)) take(name.start, name.end, "date", (facts) => facts.weekdays.has(name.value));
  for (const name of findMonths(rest)) take(name.start, name.end, "date", (facts) => facts.months.has(name.value));
  for (const one of findNumbers(rest)) {
    if (one.isSpelled && !claimsNumber(one, summary)) continue;
    const isHedged = HEDGE.test(summary.slice(Math.max(0, one.start - 16), one.start));
    const written = rest.slice(one.start, one.end);
    const isIn = (facts: Facts) =>
      knowsNumber(facts, one, isHedged) || (/^\d{7,}$/.test(written) && knowsPhone(facts, readPhone(written)));
    claims.push({ start: one.start, end: one.end, kind: "number", isIn });
  }
  for (const name of findNames(rest))
    claims.push({ ...name, kind: "name", isIn: ({ vocabulary }) => knowsWord(vocabulary, name.word) });
  return claims;
}

/** A number in words is only held against the email where it measures something or has several words. */
function claimsNumber({ isLoose, isComposite, unitMinutes, values, end }: FoundNumber, summary: string): boolean {
  if (isLoose) return false;
  return values[0] === 1 ? unitMinutes > 0 : isComposite || MEASURED.test(summary.slice(end, end + 60));
}

/** "22mm", "53-seat", "12-year-old": a number with what it counts, not a reference. */
function isMeasure(token: string): boolean {
  return (
    /^\d[\d.,]*(?:[a-zµ]+|-[a-z]+(?:-[a-z]+)*|[kKmM]|[kKMG]?(?:W|Wh|V|B|Hz))$/u.test(token) ||
    (/^\d+(?:[.,]\d+)*$/.test(token) && !VERSION.test(token)) ||
    /^\d{1,3}-\d{1,3}$/.test(token) ||
    YEARS.test(token)
  );
}
