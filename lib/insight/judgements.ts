import { setImmediate } from "node:timers/promises";
import type { Db } from "#db/client";
import { type Scope, scopeOf } from "#lib/insight/scope";
import type { Count, JudgementsView } from "#lib/insight/view";
import { SENTIMENTS, URGENCIES } from "#lib/prompts/form";
import { FILTER_FIELDS } from "#lib/summaries/filter";
import type { SummaryFilter } from "#lib/summaries/view";

type Field = (typeof FILTER_FIELDS)[number];

/** So many categories are shown, the most frequent. */
const MOST = 12;

/** What the answers under a filter say beside their summaries, each value with its count. Counts in slices. */
export async function countJudgements(db: Db, filter: SummaryFilter): Promise<JudgementsView> {
  const scope = scopeOf(db, filter);
  const counts = scope.kind === "narrow" ? countAmong(db, scope.ids) : await countAll(db, scope);
  return {
    sentiment: inOrder(counts.sentiment, SENTIMENTS),
    urgency: inOrder(counts.urgency, URGENCIES.toReversed()),
    category: counts.category.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)).slice(0, MOST),
    isCapped: scope.kind === "narrow" && scope.isCapped,
  };
}

type Row = Record<Field, string | null> & { count: number };

/** One look at each summary for all three. */
function countAmong(db: Db, ids: readonly number[]): Record<Field, Count[]> {
  const columns = FILTER_FIELDS.map((field) => `s.fields ->> '$.${field}' as ${field}`).join(", ");
  const rows = db.$client
    .prepare(
      `select ${columns}, count(*) as count from json_each(?) j cross join summaries s on s.id = j.value
        where s.fields is not null group by 1, 2, 3`,
    )
    .all(JSON.stringify(ids)) as Row[];
  const countsOf = (field: Field) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const value = row[field];
      if (value) counts.set(value, (counts.get(value) ?? 0) + row.count);
    }
    return [...counts].map(([value, count]) => ({ name: value, value, count }));
  };
  return { sentiment: countsOf("sentiment"), urgency: countsOf("urgency"), category: countsOf("category") };
}

/** One index for each. */
async function countAll(db: Db, { where }: Extract<Scope, { kind: "wide" }>): Promise<Record<Field, Count[]>> {
  const countsOf = async (field: Field) => {
    const column = `s.fields ->> '$.${field}'`;
    const rows = db.$client
      .prepare(
        `select ${column} as value, count(*) as count from summaries s indexed by summaries_${field}
          where ${column} is not null and ${where.text} group by value`,
      )
      .all(...where.values) as { value: string; count: number }[];
    await setImmediate();
    return rows.map(({ value, count }) => ({ name: value, value, count }));
  };
  const sentiment = await countsOf("sentiment");
  const urgency = await countsOf("urgency");
  return { sentiment, urgency, category: await countsOf("category") };
}

/** Every value in its natural order, those that nobody said with 0; nothing where no answer says any. */
function inOrder(counts: Count[], order: readonly string[]): Count[] {
  if (counts.length === 0) return [];
  return order.map((value) => counts.find((one) => one.value === value) ?? { name: value, value, count: 0 });
}
