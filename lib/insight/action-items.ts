import type { Db } from "#db/client";
import { formatDay } from "#lib/days";
import { AppError } from "#lib/errors";
import { NO_DAY } from "#lib/insight/due-step";
import { MOST_COUNTED, newestIds } from "#lib/insight/scope";
import type { ActionItem, ActionsView } from "#lib/insight/view";
import { correctFilter } from "#lib/summaries/correct";
import { filterCondition } from "#lib/summaries/query";
import type { SummaryFilter } from "#lib/summaries/view";

/** So many are shown, and counted. */
const MOST = 50;
const COUNTED = 1000;

type Row = Omit<ActionItem, "dueDay"> & { dueDay: number };

const COLUMNS = `a.summary_id as summaryId, a.place, a.what, a.owner, a.due, a.due_day as dueDay, s.sender, s.subject,
  a.done_at as doneAt, a.done_by as doneBy`;

/**
 * What is to be done by the summaries under a filter: the open items, the soonest due first and those without a day at
 * the end; or, where `done`, those done last.
 */
export function listActions(db: Db, filter: SummaryFilter, { done }: { done: boolean }): ActionsView {
  return db.$client.transaction(() => {
    const { text, values } = sourceOf(db, filter);
    const found = (condition: string, order: string, limit: number) =>
      db.$client
        .prepare(
          `select a.summary_id as summaryId, a.place from ${text} and a.done_at is ${condition} order by ${order} limit ${limit}`,
        )
        .all(...values) as Found[];
    const open = found("null", "a.due_day, a.summary_id, a.place", COUNTED + 1);
    return {
      items: readItems(db, done ? found("not null", "a.done_at desc", MOST) : open.slice(0, MOST)),
      open: Math.min(open.length, COUNTED),
      openIsCapped: open.length > COUNTED,
      hasDone: hasDone(db),
    };
  })();
}

type Found = { summaryId: number; place: number };

function readItems(db: Db, found: Found[]): ActionItem[] {
  const read = db.$client.prepare(
    `select ${COLUMNS} from action_items a join summaries s on s.id = a.summary_id where a.summary_id = ? and a.place = ?`,
  );
  return found.map(({ summaryId, place }) => {
    const row = read.get(summaryId, place) as Row;
    return { ...row, dueDay: row.dueDay === NO_DAY ? null : formatDay(row.dueDay) };
  });
}

/** Whether anything was ticked off anywhere. */
function hasDone(db: Db): boolean {
  const done = "select 1 from action_items indexed by action_items_done where done_at is not null limit 1";
  return db.$client.prepare(done).get() !== undefined;
}

type Source = { text: string; values: (string | number)[] };

/**
 * Few summaries are looked up one by one; of many the items are walked in the order of their days, which soon meets
 * enough of them. Answers the tables and the conditions.
 */
function sourceOf(db: Db, filter: SummaryFilter): Source {
  const ids = newestIds(db, filter, MOST_COUNTED + 1);
  if (ids.length <= MOST_COUNTED) {
    const text = `json_each(?) j cross join action_items a on a.summary_id = j.value cross join summaries s on s.id = j.value where true`;
    return { text, values: [JSON.stringify(ids)] };
  }
  const { filter: corrected } = correctFilter(db.$client, filter);
  const where = filterCondition(corrected);
  const own: Source = { text: "", values: [] };
  for (const column of ["dataset", "batch"] as const) {
    const value = corrected[column];
    if (value === undefined) continue;
    own.text += ` and a.${column}_id = ?`;
    own.values.push(value);
  }
  // With the plus, what is known of s.id is not taken for a.summary_id: the items would be looked up one by one and sorted.
  return {
    text: `action_items a cross join summaries s on s.id = +a.summary_id where ${where.text}${own.text}`,
    values: [...where.values, ...own.values],
  };
}

/**
 * Says that something was done, or not yet. Saying it twice changes nothing. Throws AppError "not-found" when it does
 * not exist any more.
 */
export function markAction(
  db: Db,
  { summaryId, place, isDone }: { summaryId: number; place: number; isDone: boolean },
  { at, who }: { at: number; who: string },
): void {
  const { changes } = db.$client
    .prepare(
      `update action_items set done_at = iif(?, coalesce(done_at, ?), null), done_by = iif(?, iif(done_at is null, ?, done_by), '')
        where summary_id = ? and place = ?`,
    )
    .run(isDone ? 1 : 0, at, isDone ? 1 : 0, who, summaryId, place);
  if (changes === 0) throw new AppError("not-found", "This action item does not exist any more.");
}
