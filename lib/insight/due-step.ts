import type { Db } from "#db/client";
import { readDue } from "#lib/insight/due";
import type { Step } from "#lib/worker/lane";

/** What `due_day` says of an action item without a day that can be told: after all others. */
export const NO_DAY = 999_999;

const DAY_MS = 86_400_000;
const ROWS = 200;

type Row = { summaryId: number; place: number; due: string; date: number };

/** Reads which day answers mean by the dates they named, a slice at a time. The rows are the queue. */
export const dueStep: Step = async ({ db }) => readDues(db) > 0;

/** One slice; answers how many were read, 0 when none waits. */
export function readDues(db: Db): number {
  const waiting = db.$client.prepare(
    `select a.summary_id as summaryId, a.place, a.due, s.date from action_items a indexed by action_items_unread
       cross join summaries s on s.id = a.summary_id where a.is_due_read = 0 limit ${ROWS}`,
  );
  const mark = db.$client.prepare(
    "update action_items set due_day = ?, is_due_read = 1 where summary_id = ? and place = ? and due = ?",
  );
  const slice = db.$client.transaction((rows: Row[]) => {
    for (const { summaryId, place, due, date } of rows) {
      const day = readDue(due, date === 0 ? null : Math.floor(date / DAY_MS));
      mark.run(day ?? NO_DAY, summaryId, place, due);
    }
  });
  const rows = waiting.all() as Row[];
  if (rows.length > 0) slice.immediate(rows);
  return rows.length;
}
