import type { Db } from "#db/client";
import { correctFilter } from "#lib/summaries/correct";
import { selectIds } from "#lib/summaries/query";
import type { PrintRow, SummaryFilter } from "#lib/summaries/view";

/** About 150 pages: more is nothing to print, and a browser takes long over it. */
const MOST = 500;

/** The newest summaries under a filter, as many as are printed. */
export function readPrintRows(db: Db, given: SummaryFilter): PrintRow[] {
  const { filter } = correctFilter(db.$client, given);
  const { text, values } = selectIds(filter, "newest", null, MOST);
  return db.$client
    .prepare(
      `select s.id, s.sender, s.subject, nullif(s.date, 0) as date, s.outcome, s.text, s.reason
         from (${text}) f join summaries s on s.id = f.id order by s.id desc`,
    )
    .all(...values) as PrintRow[];
}
