/** SQL that is true for emails whose subject or sender contains a text; its one parameter is a JSON list of patterns. */
export const MATCHES = `exists (select 1 from json_each(?) p
  where subject like p.value escape '\\' or from_text like p.value escape '\\'
     or from_name like p.value escape '\\' or from_address like p.value escape '\\')`;

/**
 * LIKE patterns for "contains `q`", as a JSON list. SQLite's LIKE folds ASCII only, so text beyond it is also tried in
 * lower case, upper case and with a capital.
 */
export function likePatterns(q: string): string {
  const lower = q.toLowerCase();
  const capital = lower.slice(0, 1).toUpperCase() + lower.slice(1);
  const isAscii = /^[ -~]*$/.test(q);
  const spellings = isAscii ? [q] : [...new Set([q, lower, q.toUpperCase(), capital])];
  return JSON.stringify(spellings.map((one) => `%${one.replace(/[\\%_]/g, "\\$&")}%`));
}
