import type { Db } from "#db/client";
import { needBatch } from "#lib/batches/preview";
import type { QuarantinePage } from "#lib/batches/view";

const PAGE = 20;
const ROWS_PER_PIECE = 500;

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

/** All of them as JSONL, piece by piece, each with the place it had: part, file and line. Throws AppError "not-found". */
export function quarantineJsonl(db: Db, batchId: number): AsyncGenerator<string> {
  needBatch(db, batchId);
  return readAll(db, batchId);
}

async function* readAll(db: Db, batchId: number): AsyncGenerator<string> {
  const page = db.$client.prepare(
    `select q.id, p.number as part, q.source, q.line, q.why, q.raw from quarantine q join parts p on p.id = q.part_id
      where p.batch_id = ? and q.id > ? order by q.id limit ${ROWS_PER_PIECE}`,
  );
  for (let after = 0; ; ) {
    const rows = page.all(batchId, after) as { id: number }[];
    if (rows.length === 0) return;
    after = rows.at(-1)?.id ?? after;
    yield rows.map(({ id: _, ...line }) => `${JSON.stringify(line)}\n`).join("");
  }
}
