import { formatDay } from "#lib/days";
import type { VolumeBar, VolumeUnit } from "#lib/insight/view";

/** A day (see lib/days) and how many emails it has. */
export type DayCount = { day: number; count: number };

const DAY_MS = 86_400_000;
/** 1970 began on a Thursday; weeks begin on Monday. */
const MONDAY_OFFSET = 3;
/** The widest span of days that is shown in each unit; more bars than about sixty cannot be told apart. */
const WIDEST: [VolumeUnit, number][] = [
  ["day", 45],
  ["week", 400],
  ["month", 1830],
];

/** Days from `from` up to, but not with, `until`. */
export type Bounds = { from: number; until: number };

/** Bundles days into bars of a width that fits their span, with empty bars in between. Pure. */
export function makeBars(days: readonly DayCount[]): { unit: VolumeUnit; bars: VolumeBar[] } {
  if (days.length === 0) return { unit: "day", bars: [] };
  const first = Math.min(...days.map((one) => one.day));
  const last = Math.max(...days.map((one) => one.day));
  const unit = unitOf(first, last);
  const counts = new Map<number, number>();
  for (const { day, count } of days) {
    const start = startOf(day, unit);
    counts.set(start, (counts.get(start) ?? 0) + count);
  }
  const bars = boundsOf(first, last).map(({ from, until }) => ({
    from: formatDay(from),
    to: formatDay(until - 1),
    count: counts.get(from) ?? 0,
  }));
  return { unit, bars };
}

/** The bars that days from `first` to `last` are shown in. */
export function boundsOf(first: number, last: number): Bounds[] {
  const unit = unitOf(first, last);
  const bounds: Bounds[] = [];
  for (let from = startOf(first, unit); from <= last; ) {
    const until = nextOf(from, unit);
    bounds.push({ from, until });
    from = until;
  }
  return bounds;
}

function unitOf(first: number, last: number): VolumeUnit {
  return WIDEST.find(([, most]) => last - first < most)?.[0] ?? "year";
}

function startOf(day: number, unit: VolumeUnit): number {
  if (unit === "day") return day;
  if (unit === "week") return Math.floor((day + MONDAY_OFFSET) / 7) * 7 - MONDAY_OFFSET;
  const date = new Date(day * DAY_MS);
  return dayOf(date.getUTCFullYear(), unit === "month" ? date.getUTCMonth() : 0);
}

function nextOf(start: number, unit: VolumeUnit): number {
  if (unit === "day") return start + 1;
  if (unit === "week") return start + 7;
  const date = new Date(start * DAY_MS);
  return unit === "month" ? dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1) : dayOf(date.getUTCFullYear() + 1, 0);
}

function dayOf(year: number, month: number): number {
  return Math.round(new Date(0).setUTCFullYear(year, month, 1) / DAY_MS);
}
