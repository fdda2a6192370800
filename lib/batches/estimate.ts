import type { Db } from "#db/client";
import type { Estimate } from "#lib/batches/draft-view";
import { needBatch } from "#lib/batches/preview";
import { ask } from "#lib/worker/ask";

/** What a draft would take and cost. Asked of the worker. Throws AppError "not-found", "unavailable". */
export async function estimate(db: Db, batchId: number): Promise<Estimate> {
  needBatch(db, batchId);
  return (await ask(db, "estimate", { batchId })) as Estimate;
}
