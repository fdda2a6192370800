import type { Db } from "#db/client";
import { needBatch } from "#lib/batches/preview";
import type { QuarantinePage } from "#lib/batches/view";

const PAGE = 20;

/**
 * Lines of a batch's answers that belong to none of its emails, in the order they were found, from the 0-based
 * `offset` on. Throws AppError "not-found".
 */
export function listQuarantine(db: Db, batchId: number, offset: number): QuarantinePage {
  needBatch(db, batchId);
  const own = "from quarantine where part_id in (select id from parts where batch_id = ?)";
  const total = db.$client.prepare(`select count(*) ${own}`).pluck().get(batchId) as number;
  const lines = db.$client
    .prepare(`select id, source, line, why, raw ${own} order by id limit ${PAGE} offset ?`)
    .all(batchId, offset) as QuarantinePage["lines"];
  return { lines, total };
}
