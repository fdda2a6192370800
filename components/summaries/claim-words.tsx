import type { Claim } from "#lib/summaries/view";

const NOUNS: Record<Claim["kind"], string> = {
  name: "The name",
  number: "The number",
  date: "The date",
  time: "The time",
  email: "The address",
  phone: "The phone number",
  link: "The link",
};

/** Why a stretch of a summary is marked: "The date “23 March” is not in the email." */
export function claimWords(claim: Claim, summary: string): string {
  const what = `${NOUNS[claim.kind]} “${summary.slice(claim.start, claim.end)}”`;
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
  "Names, numbers, dates, times, addresses and links are looked up in the email's text; whether the sentences around them are right is not checked, and attachments are not read.";
