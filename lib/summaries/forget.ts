import type { Db } from "#db/client";
import { forgetSearch } from "#lib/search/forget";
import { setCurrent } from "#lib/summaries/current";
import { forgetTags } from "#lib/tags/forget";

/**
 * Deletes (overwriting, when the caller has set `secure_delete`) up to `limit` summaries of a batch with their history
 * and what the search index knows of them; called inside the caller's transaction. Emails that lose their current summary get the best of the rest. Answers how many rows went.
 */
export function forgetSummaries(db: Db, batchId: number, limit: number): number {
  const rows = db.$client
    .prepare("select id, email_id as emailId, is_current as isCurrent from summaries where batch_id = ? limit ?")
    .all(batchId, limit) as { id: number; emailId: number; isCurrent: 0 | 1 }[];
  forgetSearch(
    db,
    rows.map((row) => row.id),
  );
  const remove = db.$client.prepare("delete from summaries where id = ?");
  const removeEdits = db.$client.prepare("delete from summary_edits where summary_id = ?");
  for (const row of rows) {
    removeEdits.run(row.id);
    remove.run(row.id);
  }
  if (rows.length === 0) forgetTags(db, batchId);
  setCurrent(
    db,
    rows.filter((row) => row.isCurrent === 1).map((row) => row.emailId),
  );
  return rows.length;
}
