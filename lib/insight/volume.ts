import type { Db } from "#db/client";
import { clockSpans, dayOfTime, startOfDay } from "#lib/days";
import { type Bounds, boundsOf, type DayCount, makeBars } from "#lib/insight/bars";
import { isWide, wideOf } from "#lib/insight/scope";
import type { VolumeView } from "#lib/insight/view";
import { correctFilter } from "#lib/summaries/correct";
import { filterCondition } from "#lib/summaries/query";
import type { SummaryFilter } from "#lib/summaries/view";

const DAY_MS = 86_400_000;
/** Days before 1970 of the first moment a Date can hold: with them added, division rounds down. */
const FIRST_DAY = 100_000_000;

/** Up to so many days apart, emails are counted day by day. */
const MOST_DAYS = 1_100;

type Counted = { days: DayCount[]; undated: number };

/** How many emails under a filter came when. Reads one index only. */
export function countVolume(db: Db, given: SummaryFilter): VolumeView {
  return db.$client.transaction(() => {
    const { filter } = correctFilter(db.$client, given);
    const bounds = boundsFor(db, filter);
    const { days, undated } = bounds ? countBetween(db, filter, bounds) : countDays(db, filter);
    const { unit, bars } = makeBars(days);
    const total = days.reduce((sum, one) => sum + one.count, undated);
    return { unit, bars: bars.map((bar) => within(bar, filter)), undated, total };
  })();
}

/**
 * Between which days to count: counting there takes half as long as sorting by day. The first and the last day are those
 * that indexes find at once; null where what a narrow filter leaves may begin far from there.
 */
function boundsFor(db: Db, filter: SummaryFilter): Bounds[] | null {
  const { text, values } = filterCondition(wideOf(filter));
  const edge = (direction: "asc" | "desc") =>
    db.$client
      .prepare(
        `select s.date from summaries s indexed by summaries_date where s.date <> 0 and ${text} order by s.date ${direction} limit 1`,
      )
      .pluck()
      .get(...values) as number | undefined;
  const dates = [edge("asc"), edge("desc")].filter((date) => date !== undefined);
  const [first, last] = dates.map(dayOfTime);
  if (first === undefined || last === undefined) return [];
  if (last - first < MOST_DAYS)
    return Array.from({ length: last - first + 1 }, (_, at) => ({ from: first + at, until: first + at + 1 }));
  return isWide(filter) ? boundsOf(first, last) : null;
}

function countBetween(db: Db, filter: SummaryFilter, bounds: Bounds[]): Counted {
  const { text, values } = filterCondition(filter);
  // 0 means "no date": it is counted by itself, and taken off the day it would fall on.
  const between = bounds.map(({ from, until }) => [startOfDay(from), startOfDay(until), from]);
  const rows = db.$client
    .prepare(
      `select j.value ->> 2 as day, (select count(*) from summaries s indexed by summaries_date
          where s.date >= j.value ->> 0 and s.date < j.value ->> 1 and ${text}) as count from json_each(?) j`,
    )
    .all(...values, JSON.stringify([...between, [0, 1, null]])) as { day: number | null; count: number }[];
  const undated = rows.find((row) => row.day === null)?.count ?? 0;
  const days = rows.flatMap(({ day, count }, at) => {
    const [from = 0, until = 0] = between[at] ?? [];
    const dated = from <= 0 && until > 0 ? count - undated : count;
    return day !== null && dated > 0 ? [{ day, count: dated }] : [];
  });
  return { days, undated };
}

/** Day by day, by sorting what a filter leaves. Days turn at other moments where the clock was changed. */
function countDays(db: Db, filter: SummaryFilter): Counted {
  const { text, values } = filterCondition(filter);
  const rows = db.$client
    .prepare(
      `select (s.date + (z.value ->> 'shift') + ${FIRST_DAY * DAY_MS}) / ${DAY_MS} as day, count(*) as count,
              sum(s.date = 0) as undated
         from json_each(?) z cross join summaries s indexed by summaries_date
           on s.date >= z.value ->> 'from' and s.date < z.value ->> 'until'
        where ${text} group by day`,
    )
    .all(JSON.stringify(clockSpans()), ...values) as { day: number; count: number; undated: number }[];
  const days = rows.map((row) => ({ day: row.day - FIRST_DAY, count: row.count - row.undated }));
  return { days: days.filter((one) => one.count > 0), undated: rows.reduce((sum, row) => sum + row.undated, 0) };
}

/** A bar at the edge of a filter's dates holds no more than the filter does. */
function within<T extends { from: string; to: string }>(bar: T, { from, to }: SummaryFilter): T {
  return { ...bar, from: from && from > bar.from ? from : bar.from, to: to && to < bar.to ? to : bar.to };
}
