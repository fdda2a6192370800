import { createCollectStep } from "#lib/batches/collect";
import { createLookAgainStep } from "#lib/batches/look-again";
import { createOutboxStep } from "#lib/batches/outbox";
import { purgeBatchStep } from "#lib/batches/purge";
import { createExpandStep, createSendStep, type OpenProvider } from "#lib/batches/step";
import { createSyncStep } from "#lib/batches/sync";
import { createTrialStep } from "#lib/batches/trials-step";
import { createVectorFillStep } from "#lib/batches/vector-fill";
import type { ProviderId } from "#lib/providers/kinds";
import { openProvider } from "#lib/providers/open";
import type { Step } from "#lib/worker/lane";

/** The background work on batches that belongs to no one provider, by lane. */
export function createBatchLanes(open: OpenProvider = openProvider): Record<string, Step> {
  return {
    expand: createExpandStep(),
    trials: createTrialStep(open),
    vectorFill: createVectorFillStep(open),
    purgeBatches: purgeBatchStep,
  };
}

/**
 * The background work at one provider, by lane. Each provider has lanes of its own: a slow upload to one, or a provider
 * that does not answer, holds up nothing at the other; what is being sent never waits for what is being collected.
 */
export function createProviderLanes(provider: ProviderId, open: OpenProvider = openProvider): Record<string, Step> {
  return {
    [`send.${provider}`]: createSendStep(open, provider),
    [`sync.${provider}`]: createSyncStep(open, provider),
    [`again.${provider}`]: createLookAgainStep(open, provider),
    [`collect.${provider}`]: createCollectStep(open, provider),
    [`outbox.${provider}`]: createOutboxStep(open, provider),
  };
}
