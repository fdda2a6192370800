import { setImmediate as turn } from "node:timers/promises";
import { desc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import type { Batch } from "#lib/batches/draft";
import { createPart } from "#lib/batches/expand";
import { buildLine, createCutter, type LineEmail, nextCustomId } from "#lib/batches/jsonl";
import { PART_LIMITS, type PartLimits, SLICE_EMAILS } from "#lib/batches/limits";
import type { Part } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import { AppError } from "#lib/errors";

type Failed = Omit<LineEmail, "to"> & { to: string; requestId: number };

/**
 * Asks again for every email of a batch that failed or was not run, as new parts of the same batch; answers how many.
 * In short transactions, each complete in itself: stopped in the middle, the rest can still be retried.
 * Throws AppError "not-found", or "conflict" while the batch runs or when there is nothing to retry.
 */
export async function retry(db: Db, batchId: number, limits: PartLimits = PART_LIMITS): Promise<number> {
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (batch?.state !== "submitted") throw new AppError("not-found", "This batch is gone.");
  const own = db.select().from(parts).where(eq(parts.batchId, batchId)).orderBy(desc(parts.number)).all();
  if (batch.expandedAt === null || own.some(isOpen))
    throw new AppError("conflict", "This batch is still running. Try again when it has ended.");
  if (batch.removedAt !== null) throw new AppError("conflict", "This batch was removed. Restore it first.");
  const lastFailed = lastRequest(db, batchId);
  if (lastFailed === null) throw new AppError("conflict", "There is nothing to try again.");
  const slice = createRetry(db, batch, own[0]?.number ?? 0, lastFailed, limits);
  let count = 0;
  for (;;) {
    const moved = db.transaction(slice, { behavior: "immediate" });
    if (moved === 0) return count;
    count += moved;
    await turn();
  }
}

function lastRequest(db: Db, batchId: number): number | null {
  const row = db.$client
    .prepare(
      "select max(id) as id from requests where batch_id = ? and is_latest = 1 and outcome in ('failed','not_run')",
    )
    .get(batchId) as { id: number | null };
  return row.id;
}

function createRetry(db: Db, batch: Batch, lastNumber: number, upTo: number, limits: PartLimits): () => number {
  const asked = { ...batch, batchId: batch.id };
  const read = db.$client.prepare(
    `select r.id as requestId, r.custom_id as customId, e.id, e.from_text as fromText, e."to", e.date, e.subject, e.text
       from requests r join emails e on e.id = r.email_id
      where r.id in (select id from requests where batch_id = ? and is_latest = 1 and outcome in ('failed','not_run')
                        and id > ? and id <= ? order by id limit ?) order by r.id`,
  );
  const replace = db.$client.prepare("update requests set is_latest = 0 where id = ?");
  const insert = db.$client.prepare(
    "insert into requests (batch_id, part_id, email_id, custom_id) values (?, ?, ?, ?)",
  );
  const grow = db.$client.prepare(
    "update parts set request_count = request_count + 1, bytes = bytes + ? where id = ? and state = 'waiting' and sha256 is null",
  );
  const beginsPart = createCutter(limits);
  let part: Pick<Part, "id" | "number"> | null = null;
  let number = lastNumber;
  let after = 0;

  return () => {
    const rows = read.all(batch.id, after, upTo, SLICE_EMAILS) as Failed[];
    if (after === 0 && rows.length > 0)
      db.update(batches).set({ cancelRequestedAt: null }).where(eq(batches.id, batch.id)).run();
    for (const { requestId, ...row } of rows) {
      const email = { ...row, to: JSON.parse(row.to) as LineEmail["to"], customId: nextCustomId(row.customId) };
      const bytes = Buffer.byteLength(buildLine(email, asked));
      // The part may have been built and sent between two slices: then the rest goes into another one.
      const isFull = beginsPart(bytes) || part === null || grow.run(bytes, part.id).changes === 0;
      if (isFull) {
        number += 1;
        part = createPart(db, batch, number);
        grow.run(bytes, part.id);
      }
      if (part) insert.run(batch.id, part.id, email.id, email.customId);
      replace.run(requestId);
      after = requestId;
    }
    return rows.length;
  };
}
