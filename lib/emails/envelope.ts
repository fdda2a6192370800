const MOZILLA = /^From -(?:\s|$)/;
const DATED = /^From\s+\S.*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b|^From\s+\S.*\b\d{4}\b.*\b\d{1,2}:\d{2}/;
/** A weekday, a month, a day and a time in this order are no sentence, whatever year is written behind them. */
const CTIME = /^From\s+\S+\s+[A-Z][a-z]{2}\s+[A-Z][a-z]{2}\s+\d{1,2}\s+\d{1,2}:\d{2}/;
/** "From now on it is 10:30 in 2024" is a sentence: a date names its month. */
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/i;
const NUMBERED = /^From\s+\d{6,}@\S+/;
const BARE = /^From\s+(?:\S+@\S+|MAILER-DAEMON)\s*$/i;
/** git writes this at the head of a patch, also of one that is attached to a mail. */
const PATCH = /^From [0-9a-f]{40} Mon Sep 17 00:00:00 2001/;

/**
 * True for a line that starts a message in an mbox file: "From jane@x.com Mon Jan  1 00:00:00 2024", the bare "From - "
 * of Thunderbird, and "From 1844…@xxx" of Gmail, which may have no date. "From now on" in a body is none.
 */
export function isEnvelopeLine(line: string): boolean {
  if (!line.startsWith("From ")) return false;
  if (PATCH.test(line)) return false;
  // Real ones are short; a cut keeps the patterns cheap on lines made to be slow.
  const short = line.length > 200 ? line.slice(0, 200) : line;
  if (MOZILLA.test(short) || NUMBERED.test(short) || CTIME.test(short) || BARE.test(short)) return true;
  return DATED.test(short) && MONTH.test(short);
}
