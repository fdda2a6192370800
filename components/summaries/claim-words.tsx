import type { Claim, ClaimPlace } from "#lib/summaries/view";

const NOUNS: Record<Claim["kind"], string> = {
  name: "The name",
  number: "The number",
  date: "The date",
  time: "The time",
  email: "The address",
  phone: "The phone number",
  link: "The link",
};

const FIELDS: Record<ClaimPlace["field"], string> = {
  people: "People",
  companies: "Companies",
  dates: "Dates",
  amounts: "Amounts",
  owners: "Action items, who does it",
  dues: "Action items, until when",
};

/** The words that the email does not support, of a summary or of a field beside it. */
export function claimedWords(claim: Claim, summary: string): string {
  return claim.in?.words ?? summary.slice(claim.start, claim.end);
}

/** Why a stretch is marked: "The date “23 March” is not in the email.", "People: The name “Boris” is not in the email." */
export function claimWords(claim: Claim, summary: string): string {
  const field = claim.in ? `${FIELDS[claim.in.field]}: ` : "";
  const what = `${field}${NOUNS[claim.kind]} “${claimedWords(claim, summary)}”`;
  return claim.isHidden
    ? `${what} stands only in text that the email hides from its reader.`
    : `${what} is not in the email.`;
}

/** What was found when a text was held against its email, in one sentence. */
export function checkWords(claims: Claim[]): string {
  if (claims.length === 0)
    return "Its names, numbers, dates and links all stand in the email. Whether its sentences are right is not checked.";
  const [one, are] = claims.length === 1 ? ["detail", "was"] : ["details", "were"];
  const hidden = claims.filter((claim) => claim.isHidden).length;
  if (hidden === claims.length) return `${claims.length} ${one} ${are} found only in text that the email hides:`;
  return `${claims.length} ${one} ${are} not found in ${hidden > 0 ? "what the email shows" : "the email"}:`;
}

/** What the check can do, and what it cannot. */
export const CHECK_LIMITS =
  "Names, numbers, dates, times, addresses and links are looked up in the email's text, those in its fields too except your own; whether the sentences around them are right is not checked, and attachments are not read.";
