import { batchAnswerers } from "#lib/batches/answerers";
import { createBatchLanes } from "#lib/batches/lanes";
import { importStep } from "#lib/datasets/import";
import { purgeStep } from "#lib/datasets/purge";
import { sweepUploadsStep } from "#lib/datasets/sweep";
import { createAnswerer } from "#lib/engine/answerer";
import { openEngine } from "#lib/engine/engine";
import { indexStep } from "#lib/search/fill";
import { settingsAnswerers } from "#lib/settings/answerers";
import { places } from "#lib/store";
import { currentStep } from "#lib/summaries/current";
import { answerStep } from "#lib/worker/answer";
import type { Step, WorkerContext } from "#lib/worker/lane";

/**
 * Every lane of background work by name, with the built-in engine opened and its door put into `context`;
 * `close` ends what they hold open.
 */
export function startSteps(context: WorkerContext): { steps: Record<string, Step>; close: () => Promise<void> } {
  const answerer = createAnswerer();
  const engine = openEngine({
    directory: places(context.env.dataDir).engine,
    answer: (bodies) => answerer.answer(bodies),
    now: context.now,
  });
  context.engineFetch = engine.fetch;
  return {
    steps: {
      answer: answerStep({ ...settingsAnswerers, ...batchAnswerers }),
      import: importStep,
      ...createBatchLanes(),
      engine: () => engine.step(),
      index: indexStep,
      current: currentStep,
      purge: purgeStep,
      sweep: sweepUploadsStep,
    },
    async close() {
      await engine.close();
      await answerer.close();
    },
  };
}
