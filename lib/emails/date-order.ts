import { isForeign } from "#lib/emails/fields";

/** How a column writes 03/04/2026: the day or the month first. */
export type DateOrder = "day-first" | "month-first";

const NUMERIC = /^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b(.*)$/s;

/**
 * Which of day and month stands first in a column of dates: a number above 12 tells, also in one row of hundreds; else
 * the one that changes more often is the day; else the language of the column names, since only American English puts
 * the month first.
 */
export function findDateOrder(cells: string[], columns: string[] = []): DateOrder {
  const firsts = new Set<number>();
  const seconds = new Set<number>();
  let halves = false;
  for (const cell of cells) {
    const match = NUMERIC.exec(cell);
    if (!match) continue;
    firsts.add(Number(match[1]));
    seconds.add(Number(match[2]));
    halves ||= /\d\s*[ap]\.?m\b/i.test(match[3] ?? "");
  }
  const [first, second] = [Math.max(0, ...firsts), Math.max(0, ...seconds)];
  if (first > 12 !== second > 12) return first > 12 ? "day-first" : "month-first";
  if (firsts.size >= 3 * seconds.size && firsts.size > 3) return "day-first";
  if (seconds.size >= 3 * firsts.size && seconds.size > 3) return "month-first";
  if (halves) return "month-first";
  return columns.some(isForeign) ? "day-first" : "month-first";
}
