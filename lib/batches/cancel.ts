import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { AppError } from "#lib/errors";

/**
 * Asks for a batch to be stopped; the worker tells the provider. What was answered until then is kept. Asking twice
 * changes nothing. Throws AppError "not-found", or "conflict" when there is nothing left to stop.
 */
export function cancel(db: Db, batchId: number, now = Date.now()): void {
  const done = db.$client
    .prepare(
      `update batches set cancel_requested_at = ? where id = ? and state = 'submitted' and cancel_requested_at is null
          and (expanded_at is null or exists
            (select 1 from parts where batch_id = batches.id and kind = 'summaries' and state not in ('done','stopped')))`,
    )
    .run(now, batchId);
  if (done.changes > 0) return;
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (!batch) throw new AppError("not-found", "This batch is gone.");
  if (batch.cancelRequestedAt === null) throw new AppError("conflict", "There is nothing left to stop.");
}
