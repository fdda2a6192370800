import type { Claim } from "#db/schema";
import type { Fields } from "#lib/prompts/form";
import { findClaims, findValueClaims } from "#lib/summaries/ground-claims";
import { type Facts, readFacts } from "#lib/summaries/ground-facts";
import { type FieldValue, valuesOf } from "#lib/summaries/ground-fields";
import { knowsVerbatim } from "#lib/summaries/ground-knows";
import { once } from "#lib/summaries/ground-vocabulary";

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
 * Looks every name, number, amount, date, time, address, phone number and link of a summary and of the fields beside it
 * up in its email, however it is written there, and answers those that are not in it: the summary's in order of place,
 * then the fields'. Pure; time grows with the text.
 */
export function ground(summary: string, source: GroundSource, fields: Fields | null = null): Claim[] {
  const own = findClaims(summary.slice(0, LONGEST_SUMMARY));
  const values = fields === null ? [] : valuesOf(fields);
  if (own.length === 0 && values.length === 0) return [];
  const facts = readFacts(visibleText(source), source.date);
  const hidden = once(() => (source.hiddenText === "" ? null : readFacts(source.hiddenText, source.date)));
  const said = [
    { text: summary, place: undefined, claims: own },
    ...values
      .filter(({ text }) => !knowsVerbatim(facts, text))
      .map((value) => ({ text: value.text, place: value, claims: findValueClaims(value) })),
  ];
  return said.flatMap(({ text, place, claims }) => {
    const missing = claims
      .filter((claim) => !claim.isIn(facts))
      .map(({ start, end, kind, isIn }) => ({ start, end, kind, isHidden: isHiddenOnly(isIn, hidden()) }));
    return joined(text, missing).map((claim) => (place ? inField(claim, place) : claim));
  });
}

function visibleText({ fromText, to, cc, subject, text }: GroundSource): string {
  const people = [...to, ...cc].map(({ name, address }) => `${name} ${address}`).join("\n");
  return `${fromText}\n${people}\n${subject}\n${text}`.slice(0, LONGEST_EMAIL);
}

const isHiddenOnly = (isIn: (facts: Facts) => boolean, hidden: Facts | null) => hidden !== null && isIn(hidden);

function inField(claim: Claim, { field, at, text }: FieldValue): Claim {
  return { ...claim, in: { field, at, words: text.slice(claim.start, claim.end) } };
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
