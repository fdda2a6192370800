import { createCollectStep } from "#lib/batches/collect";
import { createOutboxStep } from "#lib/batches/outbox";
import { purgeBatchStep } from "#lib/batches/purge";
import { createBatchStep, type OpenProvider } from "#lib/batches/step";
import { createSyncStep } from "#lib/batches/sync";
import { openProvider } from "#lib/providers/open";
import type { Step } from "#lib/worker/lane";

/** The background work on batches, one lane each: what is being sent never waits for what is being collected. */
export function createBatchLanes(open: OpenProvider = openProvider): Record<string, Step> {
  return {
    batches: createBatchStep(open),
    sync: createSyncStep(open),
    collect: createCollectStep(open),
    outbox: createOutboxStep(open),
    purgeBatches: purgeBatchStep,
  };
}
