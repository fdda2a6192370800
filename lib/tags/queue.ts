/** Tags that are shown otherwise than before: what has them is to be found by their new names. */
import type { Db } from "#db/client";
import { queueSummaries } from "#lib/search/queue";
import type { Step } from "#lib/worker/lane";

/** Summaries queued in one slice. */
const SLICE = 300;

/** Queues all summaries of a tag and of what had gone into it; the worker takes them up. Inside the caller's transaction. */
export function queueTag(db: Db, id: number): void {
  db.$client
    .prepare(
      `with recursive down(id) as (
         select ? union all select t.id from tags t join down on t.into_id = down.id)
       update tags set queued_to = 0 where id in (select id from down)`,
    )
    .run(id);
}

/** Brings one slice of what `queueTag` named to the search index's queue. */
export const retagStep: Step = async ({ db }) => queueTagged(db, SLICE);

/** Queues up to `limit` summaries of one tag; answers whether there may be more. */
export function queueTagged(db: Db, limit: number): boolean {
  const { $client: client } = db;
  const next = client.prepare("select id, queued_to as queuedTo from tags where queued_to is not null limit 1");
  if (!next.get()) return false;
  client
    .transaction(() => {
      const tag = next.get() as { id: number; queuedTo: number } | undefined;
      if (!tag) return;
      const ids = client
        .prepare(
          `select summary_id from summary_tags where off_by is null and tag_id = ? and summary_id > ?
            order by summary_id limit ?`,
        )
        .pluck()
        .all(tag.id, tag.queuedTo, limit) as number[];
      queueSummaries(db, ids);
      const queuedTo = ids.length < limit ? null : ids.at(-1);
      client.prepare("update tags set queued_to = ? where id = ?").run(queuedTo, tag.id);
    })
    .immediate();
  return true;
}
