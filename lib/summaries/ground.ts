import type { Claim } from "#db/schema";
import { findClaims } from "#lib/summaries/ground-claims";
import { readFacts } from "#lib/summaries/ground-facts";

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
