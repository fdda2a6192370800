import { z } from "zod";
import { assertUnderCeiling } from "#lib/batches/ceiling";
import { computeEstimate } from "#lib/batches/estimate-draft";
import { estimateRetry } from "#lib/batches/estimate-retry";
import { hashDraft } from "#lib/batches/files";
import { needBatch } from "#lib/batches/preview";
import { type RetryWish, retry } from "#lib/batches/retry";
import { retryBatchSchema, settleBatchSchema } from "#lib/batches/schemas";
import { settle } from "#lib/batches/settle";
import { readCeiling } from "#lib/settings/ceiling";
import type { Answerer } from "#lib/worker/answer";
import type { WorkerContext } from "#lib/worker/lane";

const inputSchema = z.object({ batchId: z.number().int() });
const retrySchema = retryBatchSchema.omit({ id: true }).extend({
  batchId: z.number().int(),
  upToRequestId: z.number().int().optional(),
});
const settleSchema = settleBatchSchema.omit({ id: true }).extend({ batchId: z.number().int(), who: z.string() });

/** What the web asks the worker about batches while someone waits. */
export const batchAnswerers: Record<string, Answerer> = {
  "preview-files": async (input, context) => hashDraft(context.db, inputSchema.parse(input).batchId),
  estimate: async (input, context) => computeEstimate(context.db, inputSchema.parse(input).batchId),
  "estimate-retry": async (input, context) => {
    const { batchId, ...wish } = retrySchema.parse(input);
    return estimateRetry(context.db, batchId, wish);
  },
  "retry-batch": async (input, context) => {
    const { batchId, ...wish } = retrySchema.parse(input);
    const assertAllowed = await ceilingOfRetry(context, batchId, wish);
    const count = await retry(context.db, batchId, wish, { assertAllowed });
    context.wake();
    return { count };
  },
  "settle-batch": async (input, context) => {
    const { batchId, ...wish } = settleSchema.parse(input);
    return { count: await settle(context.db, batchId, wish, context.now) };
  },
};

/**
 * Counts what a retry may cost; the answer compares it with the ceiling when it is called, so that it can be asked in the
 * transaction that sends. Only a ceiling makes the counting worth its time.
 */
async function ceilingOfRetry({ db, now }: WorkerContext, batchId: number, wish: RetryWish): Promise<() => void> {
  if (readCeiling(db) === null) return () => {};
  const expected = await estimateRetry(db, batchId, wish);
  const { provider, model } = needBatch(db, batchId);
  const wanted = { provider: wish.provider ?? provider, model: wish.model ?? model, expected };
  return () => assertUnderCeiling(db, wanted, now());
}
