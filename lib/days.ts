/**
 * Days as people here mean them: by this computer's calendar and clock, through every change to summer time and back. A
 * day is a whole number, counted from 1 January 1970 on the calendar; times are milliseconds.
 */
const DAY_MS = 86_400_000;
/** The last moment a Date can hold. */
const END_OF_TIME = 8.64e15;

/** The day that a moment falls on. */
export function dayOfTime(time: number): number {
  return Math.floor((time + shiftAt(time)) / DAY_MS);
}

/** The first moment of a day. One that a clock passed over whole begins where it ends. */
export function startOfDay(day: number): number {
  const calendar = new Date(day * DAY_MS);
  // A year below 100 cannot be given to the constructor.
  const at = new Date(2000, 0, 1);
  at.setFullYear(calendar.getUTCFullYear(), calendar.getUTCMonth(), calendar.getUTCDate());
  const start = at.getTime();
  // Both ends of time belong to a day, wherever its midnight would be.
  if (day <= -END_OF_TIME / DAY_MS) return -END_OF_TIME;
  return Number.isNaN(start) ? END_OF_TIME + 1 : start;
}

/** The number of a day on the calendar: "2026-11-23". */
export function parseDay(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

/** The opposite. */
export function formatDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** From one moment up to, but not with, another the clock is so many milliseconds ahead of UTC. */
export type ClockSpan = { from: number; until: number; shift: number };

/** Clocks are looked at from 1900 to 2100, and as often as they may change; outside they stay as they are at the ends. */
const FIRST_LOOK = Date.UTC(1900, 0, 1);
const LAST_LOOK = Date.UTC(2100, 0, 1);
const LOOK_EVERY = 7 * DAY_MS;
const known = new Map<string, ClockSpan[]>();

/** Every stretch of time with the same clock, in their order and without gaps: for days that SQL counts. */
export function clockSpans(): ClockSpan[] {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const spans = known.get(zone) ?? findSpans();
  known.set(zone, spans);
  return spans;
}

function findSpans(): ClockSpan[] {
  const spans: ClockSpan[] = [];
  let from = -END_OF_TIME;
  let shift = shiftAt(FIRST_LOOK);
  for (let at = FIRST_LOOK; at < LAST_LOOK; at += LOOK_EVERY) {
    const next = shiftAt(at + LOOK_EVERY);
    if (next === shift) continue;
    const change = findChange(at, at + LOOK_EVERY, shift);
    spans.push({ from, until: change, shift });
    from = change;
    shift = next;
  }
  return [...spans, { from, until: END_OF_TIME + 1, shift }];
}

/** The first moment between two at which the clock is no longer so far ahead. */
function findChange(before: number, after: number, shift: number): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shiftAt(middle) === shift) low = middle;
    else high = middle;
  }
  return high;
}

/** How far the clock is ahead of UTC, milliseconds. */
function shiftAt(time: number): number {
  const at = new Date(time);
  const shown = Date.UTC(2000, at.getMonth(), at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds());
  const year = new Date(shown).setUTCFullYear(at.getFullYear(), at.getMonth(), at.getDate());
  return Number.isNaN(year) ? 0 : year - Math.floor(time / 1000) * 1000;
}
