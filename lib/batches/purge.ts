import type { Db } from "#db/client";
import { removePartFiles } from "#lib/batches/build";
import { queueDeletions } from "#lib/batches/finish";
import { partsOf, vectorPartsOf } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import { places } from "#lib/store";
import { forgetSummaries } from "#lib/summaries/forget";
import type { Step } from "#lib/worker/lane";

const ROWS = 2000;

/**
 * Deletes batches whose bin was emptied, or whose dataset's was, in slices: the vendor's files first (queued), then
 * files on disk, summaries, requests, parts. One that still runs is stopped first. The deletion receipts stay.
 */
export const purgeBatchStep: Step = async (context) => {
  const { db, now, env } = context;
  for (const { id, isExpanding } of purged(db)) {
    const own = [...partsOf(db, id), ...vectorPartsOf(db, id)];
    if (isExpanding || own.some(isOpen)) {
      stop(db, id, now());
      continue;
    }
    db.transaction(
      () => {
        for (const part of own) queueDeletions(db, part, now());
      },
      { behavior: "immediate" },
    );
    for (const part of own) await removePartFiles(places(env.dataDir).parts, part.id);
    const isGone = db.transaction(() => deleteSlice(db, id), { behavior: "immediate" });
    if (isGone) context.wake();
    return true;
  }
  return false;
};

function purged(db: Db): { id: number; isExpanding: number }[] {
  return db.$client
    .prepare(
      `select id, state = 'submitted' and expanded_at is null as isExpanding from batches where purged_at is not null
          or dataset_id in (select id from datasets where purged_at is not null) order by id limit 100`,
    )
    .all() as { id: number; isExpanding: number }[];
}

function stop(db: Db, id: number, now: number): void {
  const sql = "update batches set cancel_requested_at = ? where id = ? and cancel_requested_at is null";
  db.$client.prepare(sql).run(now, id);
}

/** Deletes up to ROWS rows of one kind; true once the batch itself is gone. */
function deleteSlice(db: Db, id: number): boolean {
  if (forgetSummaries(db, id, ROWS) > 0) return false;
  const sql = db.$client;
  const requests = sql
    .prepare("delete from requests where id in (select id from requests where batch_id = ? limit ?)")
    .run(id, ROWS);
  if (requests.changes > 0) return false;
  const vectors = sql
    .prepare(
      `delete from vector_requests where id in (select id from vector_requests where part_id in
         (select id from parts where batch_id = ?) limit ?)`,
    )
    .run(id, ROWS);
  if (vectors.changes > 0) return false;
  const lines = sql
    .prepare(
      `delete from quarantine where id in (select id from quarantine where part_id in
         (select id from parts where batch_id = ?) limit ?)`,
    )
    .run(id, ROWS);
  if (lines.changes > 0) return false;
  // What it cost stays in the month's sum; what it said does not.
  sql.prepare("update trials set text = '', reason = null where batch_id = ?").run(id);
  sql
    .prepare(
      `insert into past_usage (provider, model, at, input_tokens, cached_tokens, output_tokens)
         select provider, model, submitted_at, coalesce(input_tokens, 0), coalesce(cached_tokens, 0),
                coalesce(output_tokens, 0) from parts
          where batch_id = ? and submitted_at is not null and provider <> 'engine'`,
    )
    .run(id);
  sql.prepare("delete from parts where batch_id = ?").run(id);
  sql.prepare("delete from batches where id = ?").run(id);
  return true;
}
