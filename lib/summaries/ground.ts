import type { Claim } from "#db/schema";
import { findMonths, findWeekdays } from "#lib/facts/calendar";
import { findDays } from "#lib/facts/days";
import { findNames } from "#lib/facts/names";
import { type FoundNumber, findNumbers } from "#lib/facts/numbers";
import { findMonthNumbers, findPeriods } from "#lib/facts/periods";
import { findTimes } from "#lib/facts/times";
import {
  type Facts,
  knowsDay,
  knowsMonth,
  knowsNumber,
  knowsPeriod,
  knowsPhone,
  knowsTime,
  PHONE,
  readFacts,
} from "#lib/summaries/ground-facts";
import { knowsWord } from "#lib/summaries/ground-vocabulary";

/** What a summary is held against. `date` in milliseconds; `hiddenText` is what a reader of the email cannot see. */
export type GroundSource = {
  fromText: string;
  to: { name: string; address: string }[];
  cc: { name: string; address: string }[];
  date: number | null;
  subject: string;
  text: string;
  hiddenText: string;
};

/** Longer texts are looked at to here, so that one of them never holds the others up. */
const LONGEST_EMAIL = 200_000;
const LONGEST_SUMMARY = 5_000;

/**
 * Looks every name, number, amount, date, time, address, phone number and link of a summary up in its email, however
 * it is written there, and answers those that are not in it, in order of place. Pure; time grows with the text.
 */
export function ground(summary: string, source: GroundSource): Claim[] {
  const people = [...source.to, ...source.cc].map(({ name, address }) => `${name} ${address}`).join("\n");
  const visible = `${source.fromText}\n${people}\n${source.subject}\n${source.text}`.slice(0, LONGEST_EMAIL);
  const claims = findClaims(summary.slice(0, LONGEST_SUMMARY));
  const facts = readFacts(visible, source.date);
  const missing = claims.filter((claim) => !claim.isIn(facts));
  if (missing.length === 0) return [];
  const hidden = source.hiddenText === "" ? null : readFacts(source.hiddenText, source.date);
  return joined(
    summary,
    missing.map(({ start, end, kind, isIn }) => ({ start, end, kind, isHidden: hidden !== null && isIn(hidden) })),
  );
}

type Open = { start: number; end: number; kind: Claim["kind"]; isIn: (facts: Facts) => boolean };

// Every repetition is bounded or begins where a run begins: time grows with the text, whatever it holds.
const LINK =
  /(?:https?:\/\/|www\.)[^\s<>"“”()]{1,500}|(?<![@\w.-])(?:[a-z0-9-]{1,63}\.){1,8}(?:com|org|net|io|eu|de|fr|es|it|nl|uk|example|app|dev|info|co)(?:\/[^\s<>"“”()]{0,500})?(?![\w@])/giu;
const ADDRESS = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;
const CODE =
  /(?<![\w.,/-])(?=[\w./-]{0,40}\d)(?=[\w./-]{0,40}(?:[A-Za-z]|\d[/-]\d))[A-Za-z0-9]{1,40}(?:[-/.][A-Za-z0-9]{1,40}){0,6}(?![\w-])/gu;
const HEDGE =
  /(?:about|around|some|nearly|almost|over|roughly|approx\.?|circa|ca\.|rund|etwa|knapp|über|environ|près de|unos|casi|circa|ongeveer|cerca de|около|~)\s*\D{0,2}$/iu;
const YEARS = /^(?:19|20)\d{2} ?[-/] ?(?:19|20)\d{2}$/;
const MEASURED =
  /^[ -](?:[\p{L}-]+\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|nights?|people|persons?|temps|books|percent|million|spaces|units|pieces|tage?n?|wochen?|monate?n?|jahre?n?|semanas?|semaines?|jours?|mois|ans)(?!\p{L})/iu;

/** Stands where something was found already: neither letter, digit nor blank. */
const SPOKEN_FOR = "\u2060";

function findClaims(summary: string): Open[] {
  const claims: Open[] = [];
  let rest = summary;
  const take = (start: number, end: number, kind: Claim["kind"], isIn: Open["isIn"]) => {
    claims.push({ start, end, kind, isIn });
    blank(start, end);
  };
  const blank = (start: number, end: number) => {
    rest = rest.slice(0, start) + SPOKEN_FOR.repeat(end - start) + rest.slice(end);
  };
  for (const match of rest.matchAll(ADDRESS)) {
    const address = match[0].toLowerCase().replace(/[.-]+$/, "");
    take(match.index, match.index + match[0].length, "email", (facts) => facts.lower.includes(address));
  }
  for (const match of rest.matchAll(LINK)) {
    const link = bareLink(match[0]);
    take(match.index, match.index + match[0].length, "link", (facts) => facts.lower.includes(link));
  }
  for (const day of findDays(rest))
    take(day.start, day.end, "date", (facts) => day.options.some((one) => knowsDay(facts, one)));
  for (const time of findTimes(rest))
    take(time.start, time.end, "time", (facts) => time.options.some((minute) => knowsTime(facts, minute)));
  for (const { start, end, month, year } of findMonthNumbers(rest))
    take(start, end, "date", (facts) => knowsMonth(facts, month, year));
  for (const { start, end, value } of findPeriods(rest)) take(start, end, "date", (facts) => knowsPeriod(facts, value));
  for (const match of rest.matchAll(PHONE)) {
    if (isFigure(match[0])) continue;
    take(match.index, match.index + match[0].length, "phone", (facts) => knowsPhone(facts, match[0]));
  }
  for (const match of rest.matchAll(CODE)) {
    if (isMeasure(match[0])) continue;
    const code = match[0].toLowerCase().replace(/[^a-z0-9]/g, "");
    take(match.index, match.index + match[0].length, "number", ({ vocabulary }) => vocabulary.compact().includes(code));
  }
  for (const name of findWeekdays(rest)) take(name.start, name.end, "date", (facts) => facts.weekdays.has(name.value));
  for (const name of findMonths(rest)) take(name.start, name.end, "date", (facts) => facts.months.has(name.value));
  for (const one of findNumbers(rest)) {
    if (one.isSpelled && !claimsNumber(one, summary)) continue;
    const isHedged = HEDGE.test(summary.slice(Math.max(0, one.start - 16), one.start));
    const written = rest.slice(one.start, one.end);
    const isIn = (facts: Facts) =>
      knowsNumber(facts, one, isHedged) || (/^\d{7,}$/.test(written) && knowsPhone(facts, written));
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

/** Digits that are no phone number: too few, a plain figure like 1200000, one in groups of thousands, a span of years. */
function isFigure(digits: string): boolean {
  return (
    digits.replace(/\D/g, "").length < 7 ||
    /^[1-9]\d*$/.test(digits) ||
    /^\d{1,3}(?:([ \u00a0.])\d{3})(?:\1\d{3})*$/.test(digits) ||
    YEARS.test(digits)
  );
}

/** "22mm", "53-seat", "12-year-old": a number with what it counts, not a reference. */
function isMeasure(token: string): boolean {
  return (
    /^\d[\d.,]*(?:[a-zµ]+|-[a-z]+(?:-[a-z]+)*|[kKmM]|[kKMG]?(?:W|Wh|V|B|Hz))$/u.test(token) ||
    /^\d+(?:[.,]\d+)*$/.test(token) ||
    /^\d{1,3}-\d{1,3}$/.test(token) ||
    YEARS.test(token)
  );
}

function bareLink(link: string): string {
  return link
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[.,;:!?/]+$/, "");
}

/** Words of one name that stand side by side become one claim. */
function joined(summary: string, claims: Claim[]): Claim[] {
  const sorted = claims.sort((one, other) => one.start - other.start);
  const out: Claim[] = [];
  for (const claim of sorted) {
    const last = out.at(-1);
    const isNext =
      last && last.kind === "name" && claim.kind === "name" && /^[ \u00a0]$/.test(summary.slice(last.end, claim.start));
    if (isNext && last.isHidden === claim.isHidden) last.end = claim.end;
    else out.push({ ...claim });
  }
  return out;
}
