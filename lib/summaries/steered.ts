import { findSteering } from "#lib/emails/steering";
import type { Steering } from "#lib/summaries/view";

const LONGEST_QUOTE = 160;
/** Where a sentence ends, for a quotation of it. */
const END = /[.!?。！？\n]/u;

/** Where an email addresses a model: the words that do, and whether its reader cannot see them. Null when it does not. */
export function readSteering(email: { subject: string; text: string; hiddenText: string }): Steering | null {
  const visible = `${email.subject}\n${email.text}`;
  const seen = findSteering(visible);
  if (seen) return { quote: quote(visible, seen), isHidden: false };
  const hidden = findSteering(email.hiddenText);
  return hidden ? { quote: quote(email.hiddenText, hidden), isHidden: true } : null;
}

/** From the first of the words to the end of their sentence. */
function quote(text: string, { start, end }: { start: number; end: number }): string {
  const rest = text.slice(end, start + LONGEST_QUOTE + 1);
  const stop = rest.search(END);
  const whole = text.slice(start, stop < 0 ? start + LONGEST_QUOTE + 1 : end + stop);
  const line = whole.replace(/\s+/gu, " ").trim();
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE).toWellFormed().trimEnd()}…`;
}
