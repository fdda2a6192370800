import type { Db } from "#db/client";

/**
 * Forgets what tags know of a batch whose summaries are deleted, and every tag that no summary has any more; called
 * inside the caller's transaction.
 */
export function forgetTags(db: Db, batchId: number): void {
  db.$client.prepare("delete from tag_counts where batch_id = ?").run(batchId);
  const drop = db.$client.prepare(
    `delete from tags where not exists (select 1 from summary_tags where tag_id = tags.id)
        and not exists (select 1 from tags other where other.into_id = tags.id)`,
  );
  while (drop.run().changes > 0);
  db.$client
    .prepare(
      "delete from tag_changes where tag_id not in (select id from tags) or other_id not in (select id from tags)",
    )
    .run();
}
