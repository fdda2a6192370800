import { createCollectStep } from "#lib/batches/collect";
import { createOutboxStep } from "#lib/batches/outbox";
import { purgeBatchStep } from "#lib/batches/purge";
import { createExpandStep, createSendStep, type OpenProvider } from "#lib/batches/step";
import { createSyncStep } from "#lib/batches/sync";
import { createTrialStep } from "#lib/batches/trials-step";
import { openProvider } from "#lib/providers/open";
import type { ProviderId } from "#lib/settings/view";
import type { Step } from "#lib/worker/lane";

const PROVIDERS: ProviderId[] = ["engine", "openai"];

/**
 * The background work on batches, by lane. Each provider has lanes of its own: a slow upload to one, or a provider
 * that does not answer, holds up nothing at the other; what is being sent never waits for what is being collected.
 */
export function createBatchLanes(open: OpenProvider = openProvider): Record<string, Step> {
  const lanes: Record<string, Step> = {
    expand: createExpandStep(),
    trials: createTrialStep(open),
    purgeBatches: purgeBatchStep,
  };
  for (const provider of PROVIDERS) {
    lanes[`send.${provider}`] = createSendStep(open, provider);
    lanes[`sync.${provider}`] = createSyncStep(open, provider);
    lanes[`collect.${provider}`] = createCollectStep(open, provider);
    lanes[`outbox.${provider}`] = createOutboxStep(open, provider);
  }
  return lanes;
}
