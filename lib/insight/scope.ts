import type { Db } from "#db/client";
import { correctFilter } from "#lib/summaries/correct";
import { filterCondition, selectIds } from "#lib/summaries/query";
import type { SummaryFilter } from "#lib/summaries/view";

/** Of what a narrow filter finds, so many of the newest are looked at one by one. */
export const MOST_COUNTED = 5_000;

/** The filters that every index of `summaries` answers by itself. */
const WIDE: (keyof SummaryFilter)[] = ["dataset", "batch", "outcome", "from", "to"];

/**
 * How the summaries under a filter are counted. "wide": by a condition on `summaries s` that an index alone answers,
 * however many they are. "narrow": one by one, the newest first; `isCapped` when there are more than are counted.
 */
export type Scope =
  | { kind: "wide"; where: { text: string; values: (string | number)[] } }
  | { kind: "narrow"; ids: number[]; isCapped: boolean };

/** How a filter is best counted. Its search is spelt as the texts spell it. */
export function scopeOf(db: Db, given: SummaryFilter): Scope {
  const { filter } = correctFilter(db.$client, given);
  if (isWide(filter)) return { kind: "wide", where: filterCondition(filter) };
  const ids = newestIds(db, filter, MOST_COUNTED + 1);
  return { kind: "narrow", ids: ids.slice(0, MOST_COUNTED), isCapped: ids.length > MOST_COUNTED };
}

/** Whether indexes alone answer a filter. */
export function isWide(filter: SummaryFilter): boolean {
  return Object.keys(filter).every((name) => WIDE.includes(name as keyof SummaryFilter));
}

/** The part of a filter that indexes alone answer. */
export function wideOf(filter: SummaryFilter): SummaryFilter {
  return Object.fromEntries(Object.entries(filter).filter(([name]) => WIDE.includes(name as keyof SummaryFilter)));
}

/** The newest summaries under a filter, at most `limit`. */
export function newestIds(db: Db, given: SummaryFilter, limit: number): number[] {
  const { text, values } = selectIds(correctFilter(db.$client, given).filter, "newest", null, limit);
  return db.$client
    .prepare(text)
    .pluck()
    .all(...values) as number[];
}

/** How often each value of a column (or expression) occurs among some summaries. */
export function countValues(
  db: Db,
  ids: readonly number[],
  column: string,
): { value: string; id: number; count: number }[] {
  return db.$client
    .prepare(
      `select ${column} as value, max(s.id) as id, count(*) as count from json_each(?) j cross join summaries s on s.id = j.value
        where ${column} is not null and ${column} <> '' group by 1`,
    )
    .all(JSON.stringify(ids)) as { value: string; id: number; count: number }[];
}
