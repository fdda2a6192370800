import { findWeekdays } from "#lib/facts/calendar";
import { findDays } from "#lib/facts/days";

const DAY_MS = 86_400_000;
/** A day without a year lies in the year that brings it nearest to the email, up to half a year before. */
const LOOK_BACK = 182;
const TODAY = /\b(?:today|tonight|immediately|asap|as soon as possible|now|eod)\b/i;
const TOMORROW = /\btomorrow\b/i;
const IN_TIME = /\b(?:in|within)\s+(?:the\s+next\s+)?(\d{1,3}|a|one|two|three)\s+(day|week|hour)s?\b/i;
const NUMBERS: Record<string, number> = { a: 1, one: 1, two: 2, three: 3 };

/**
 * The day an answer means by its words ("2026-03-01", "Friday", "3 June", "tomorrow"), in days since 1970, read from the
 * day of its email; `emailDay` is null when that has no date, and then only a day with its year can be told. Null when
 * it cannot be told. Of several days the last counts. Pure.
 */
export function readDue(due: string, emailDay: number | null): number | null {
  const days = findDays(due).flatMap(({ options }) => options.slice(0, 1));
  const last = days.at(-1);
  if (last)
    return last.year === null ? nearest(last.month, last.day, emailDay) : dayOf(last.year, last.month, last.day);
  if (emailDay === null) return null;
  if (TOMORROW.test(due)) return emailDay + 1;
  const weekday = findWeekdays(due).at(-1)?.value;
  if (weekday !== undefined) return emailDay + daysUntil(weekday, emailDay);
  const time = IN_TIME.exec(due);
  if (time) return emailDay + (NUMBERS[time[1] ?? ""] ?? Number(time[1])) * ({ week: 7, hour: 0 }[time[2] ?? ""] ?? 1);
  return TODAY.test(due) ? emailDay : null;
}

/** From 1 to 7: a weekday named in an email is the next one. */
function daysUntil(weekday: number, emailDay: number): number {
  const today = new Date(emailDay * DAY_MS).getUTCDay();
  return ((weekday - today + 6) % 7) + 1;
}

function nearest(month: number, day: number, emailDay: number | null): number | null {
  if (emailDay === null) return null;
  const year = new Date(emailDay * DAY_MS).getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map((one) => dayOf(one, month, day)).filter((one) => one !== null);
  return candidates.find((one) => one >= emailDay - LOOK_BACK) ?? null;
}

/** Null for days that do not exist. */
function dayOf(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? Math.floor(at.getTime() / DAY_MS) : null;
}
