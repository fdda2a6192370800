/** Times of day as people write them, made comparable: 3 pm = 15:00 = 15h. Pure. */
import { createTaken, endOf } from "#lib/facts/spans";

/** A time of day, in minutes. "7:30" without am or pm may be either. */
export type FoundTime = { start: number; end: number; options: number[] };

const CLOCK =
  /(?<![\d.,:])(\d{1,2})(?::|\.(?=\d{2}\s*(?:am|pm|a\.m|p\.m|uhr|h\b)))(\d{2})(?::\d{2})?(?!\d|\.\d)\s*(am|pm|a\.m\.|p\.m\.)?/giu;
const HOURS = /(?<![\d.,:-])(\d{1,2})\s*(am\b|pm\b|a\.m\.|p\.m\.|uhr\b|h(\d{2})?\b(?!\/)|o'clock)/giu;
const NAMED = /(?<!\p{L})(noon|midday|midnight|mittags?|mitternacht|midi|minuit|mediodía|medianoche)(?!\p{L})/giu;

/** Times of day. */
export function findTimes(text: string): FoundTime[] {
  const found: FoundTime[] = [];
  const taken = createTaken(text.length);
  const add = (match: RegExpExecArray, hour: number, minute: number, half: string) => {
    if (hour > 24 || minute > 59 || !taken.free(match)) return;
    taken.take(match);
    const base = (hour % 24) * 60 + minute;
    const isAfternoon = /^p/i.test(half);
    const isMorning = /^a/i.test(half);
    if (isAfternoon) found.push({ start: match.index, end: endOf(match), options: [hour === 12 ? base : base + 720] });
    else if (isMorning)
      found.push({ start: match.index, end: endOf(match), options: [hour === 12 ? base - 720 : base] });
    else
      found.push({
        start: match.index,
        end: endOf(match),
        options: hour <= 12 && hour > 0 ? [base, (base + 720) % 1440] : [base],
      });
  };
  for (const match of text.matchAll(CLOCK)) add(match, Number(match[1]), Number(match[2]), match[3] ?? "");
  for (const match of text.matchAll(HOURS)) add(match, Number(match[1]), Number(match[3] ?? 0), match[2] ?? "");
  for (const match of text.matchAll(NAMED)) {
    const isNight = /^(?:midn|mittern|minuit|median)/i.test(match[0]);
    found.push({ start: match.index, end: endOf(match), options: [isNight ? 0 : 720] });
  }
  return found;
}
