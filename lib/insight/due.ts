import { findWeekdays } from "#lib/facts/calendar";
import { type Day, findDays, findOrdinals } from "#lib/facts/days";
import { findNumbers } from "#lib/facts/numbers";
import { addMonths, findRelativeDays, namesNextWeek } from "#lib/facts/relative";

const DAY_MS = 86_400_000;
const DAY_MINUTES = 1_440;
const FRIDAY = 5;
/** A day without a year is the next one; one that was over so many days ago is still meant as it stands. */
const LOOK_BACK = 30;
const AT_ONCE = /(?<!\p{L})(?:immediately|asap|as soon as possible|now|eod|sofort|umgehend)(?!\p{L})/iu;
const IN_TIME =
  /(?<!\p{L})(?:in|within|innerhalb(?: von)?|binnen|dans|sous|en|dentro de|entro|tra|over)\s+(?:the next\s+|den nächsten\s+)?$/iu;
const ARTICLE = /(?<=(?<!\p{L})(?:in|within)\s+)an?(?=\s)/iu;
/** Which end of a week or a month is meant is not what its own words say. */
const EARLY = /(?<!\p{L})(?:early|start|beginning|anfang|beginn|début|mid|mitte|middle)(?!\p{L})/iu;

/**
 * The day an answer means by its words ("2026-03-01", "Friday", "3 June", "morgen", "in ten days"), in days since 1970,
 * read from the day of its email; `emailDay` is null when that has no date, and then only a day with its year can be
 * told. Of several days the last counts, next week ends on its Friday. Null when it cannot be told: also of "05/06/2026",
 * which is a day in May or one in June unless its weekday stands beside it. Pure.
 */
export function readDue(due: string, emailDay: number | null): number | null {
  const weekday = findWeekdays(due).at(-1)?.value;
  const named = findDays(due).at(-1);
  if (named) return oneOf(named.options, weekday, emailDay);
  if (emailDay === null) return null;
  const relative = findRelativeDays(due).filter((offset) => offset >= 0);
  const seen = relative.length > 0 ? emailDay + Math.max(...relative) : null;
  if (seen !== null && (weekday === undefined || weekdayOf(seen) === weekday)) return seen;
  if (namesNextWeek(due)) return inNextWeek(due, weekday, emailDay);
  if (weekday !== undefined) return emailDay + daysUntil(weekday, emailDay);
  const ordinal = findOrdinals(due).at(-1)?.value;
  if (ordinal !== undefined) return nextOrdinal(ordinal, emailDay);
  return afterTime(due.replace(ARTICLE, "1"), emailDay) ?? (AT_ONCE.test(due) ? emailDay : null);
}

/** The one day that a date may stand for; null when two do. */
function oneOf(options: Day[], weekday: number | undefined, emailDay: number | null): number | null {
  const days = options.map(({ year, month, day }) =>
    year === null ? nearest(month, day, emailDay) : dayOf(year, month, day),
  );
  const real = [...new Set(days.filter((day) => day !== null))];
  const told = real.length > 1 ? real.filter((day) => weekdayOf(day) === weekday) : real;
  return told.length === 1 ? (told[0] ?? null) : null;
}

const weekdayOf = (day: number) => new Date(day * DAY_MS).getUTCDay();

/** From 1 to 7: a weekday named in an email is the next one. */
const daysUntil = (weekday: number, emailDay: number) => ((weekday - weekdayOf(emailDay) + 6) % 7) + 1;

/** A weekday of the week that begins on the next Monday, its Friday when none is named. */
function inNextWeek(due: string, weekday: number | undefined, emailDay: number): number | null {
  if (weekday === undefined && EARLY.test(due)) return null;
  return emailDay + daysUntil(1, emailDay) + (((weekday ?? FRIDAY) + 6) % 7);
}

/** The next day with this number, in a month that has it. */
function nextOrdinal(number: number, emailDay: number): number | null {
  const at = new Date(emailDay * DAY_MS);
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const day = dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1 + ahead, number);
    if (day !== null && day >= emailDay) return day;
  }
  return null;
}

/** "in ten days", "within 48 hours", "innerhalb von 2 Wochen"; months are the calendar's. */
function afterTime(due: string, emailDay: number): number | null {
  const span = findNumbers(due).find((one) => one.unitMinutes > 0 && IN_TIME.test(due.slice(0, one.start)));
  const count = span?.values[0];
  if (!span || count === undefined) return null;
  const unitDays = span.unitMinutes / DAY_MINUTES;
  if (unitDays < 30) return emailDay + Math.floor(count * unitDays);
  return addMonths(emailDay, Math.round((count * unitDays) / 30));
}

function nearest(month: number, day: number, emailDay: number | null): number | null {
  if (emailDay === null) return null;
  const year = new Date(emailDay * DAY_MS).getUTCFullYear();
  // Leap days come round every four years, or every eight.
  for (let one = year - 1; one <= year + 8; one += 1) {
    const at = dayOf(one, month, day);
    if (at !== null && at >= emailDay - LOOK_BACK) return at;
  }
  return null;
}

/** Null for days that do not exist; a month after December is the next year's. */
function dayOf(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCDate() === day ? Math.floor(at.getTime() / DAY_MS) : null;
}
