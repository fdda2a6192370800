import type { Db } from "#db/client";
import { needBatch } from "#lib/batches/preview";
import type { RetryWish } from "#lib/batches/retry";
import { assertProviderReady } from "#lib/batches/submit";
import type { RetryEstimate } from "#lib/batches/view";
import { type Env, readEnv } from "#lib/env";
import { ask } from "#lib/worker/ask";

/**
 * Asks the worker to try emails of a batch again; answers how many. What fails after this moment is not meant, however
 * late the worker gets to it. Throws AppError "not-found", "invalid" (no key there), "unavailable" (the worker's reason).
 */
export async function askRetry(
  db: Db,
  batchId: number,
  wish: RetryWish,
  env: Env = readEnv(),
): Promise<{ count: number }> {
  const { provider, model } = needBatch(db, batchId);
  assertProviderReady(db, { provider: wish.provider ?? provider, model: wish.model ?? model }, env);
  const upToRequestId = db.$client.prepare("select max(id) from requests").pluck().get() as number;
  return (await ask(db, "retry-batch", { batchId, ...wish, upToRequestId })) as { count: number };
}

/** What that would send and cost. Throws AppError "not-found", "unavailable". */
export async function askRetryEstimate(db: Db, batchId: number, wish: RetryWish): Promise<RetryEstimate> {
  needBatch(db, batchId);
  return (await ask(db, "estimate-retry", { batchId, ...wish })) as RetryEstimate;
}
