import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";

const ROWS = 500;

/**
 * Puts the summaries of a batch for which no vector came back into the queue: the worker asks for them again, at the
 * provider that is chosen now. Answers how many. In short transactions: killed in between, the others stay failed.
 */
export async function retryVectors(db: Db, batchId: number): Promise<number> {
  const client = db.$client;
  const take = client.prepare(
    `update vector_requests set outcome = 'stale' where id in
       (select id from vector_requests where outcome = 'failed'
           and part_id in (select id from parts where batch_id = ? and kind = 'embeddings') limit ${ROWS})
     returning summary_id as id`,
  );
  // What has a vector by now keeps it: the failure was of another model or of an earlier text.
  const queue = client.prepare(
    "update summaries set embedded_revision = 0 where id = ? and id not in (select id from embeddings)",
  );
  const slice = client.transaction(() => {
    const rows = take.all(batchId) as { id: number }[];
    return [rows.length, rows.reduce((sum, { id }) => sum + queue.run(id).changes, 0)] as const;
  });
  for (let queued = 0; ; ) {
    const [taken, added] = slice.immediate();
    queued += added;
    if (taken < ROWS) return queued;
    await turn();
  }
}
