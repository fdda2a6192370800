/** An SQL condition and the values of its parameters. */
export type Condition = { sql: string; values: string[] };

const SUBJECT_AND_SENDER = "subject || char(10) || from_text || char(10) || from_name || char(10) || from_address";

/**
 * The condition that an email's subject or sender contains `q`. SQLite's LIKE folds ASCII only, so text beyond it is
 * also tried in lower case, upper case and with a capital.
 */
export function matches(q: string): Condition {
  const lower = q.toLowerCase();
  const capital = lower.slice(0, 1).toUpperCase() + lower.slice(1);
  const isAscii = /^[ -~]*$/.test(q);
  const spellings = isAscii ? [q] : [...new Set([q, lower, q.toUpperCase(), capital])];
  const sql = spellings.map(() => `${SUBJECT_AND_SENDER} like ? escape '\\'`).join(" or ");
  return { sql: `(${sql})`, values: spellings.map((one) => `%${one.replace(/[\\%_]/g, "\\$&")}%`) };
}
