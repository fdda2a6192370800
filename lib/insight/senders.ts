import type { Db } from "#db/client";
import { countValues, type Scope, scopeOf } from "#lib/insight/scope";
import type { SendersView } from "#lib/insight/view";
import { words } from "#lib/search/fold";
import type { SummaryFilter } from "#lib/summaries/view";

const MOST = 10;

/**
 * Who wrote most of what is under a filter, by the name that is shown. `value` narrows a list to that name. Summaries
 * that the search index has not reached yet are not counted.
 */
export function countSenders(db: Db, filter: SummaryFilter): SendersView {
  const scope = scopeOf(db, filter);
  const rows = countNames(db, scope);
  const nameOf = db.$client.prepare("select sender from summaries where id = ?").pluck();
  const top = rows
    .toSorted((a, b) => b.count - a.count || b.id - a.id)
    .slice(0, MOST)
    .map(({ id, count }) => {
      const name = nameOf.get(id) as string;
      return { name, value: words(name).length > 0 ? `"${name.replaceAll('"', " ").trim()}"` : "", count };
    });
  return { top, senders: rows.length, isCapped: scope.kind === "narrow" && scope.isCapped };
}

function countNames(db: Db, scope: Scope): { id: number; count: number }[] {
  if (scope.kind === "narrow") return countValues(db, scope.ids, "s.sender_key");
  return db.$client
    .prepare(
      `select max(s.id) as id, count(*) as count from summaries s indexed by summaries_sender
        where s.sender_key <> '' and ${scope.where.text} group by s.sender_key`,
    )
    .all(...scope.where.values) as { id: number; count: number }[];
}
