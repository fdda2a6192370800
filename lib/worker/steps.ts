import { batchAnswerers } from "#lib/batches/answerers";
import { createBatchLanes, createProviderLanes } from "#lib/batches/lanes";
import { importStep } from "#lib/datasets/import";
import { purgeStep } from "#lib/datasets/purge";
import { sweepUploadsStep } from "#lib/datasets/sweep";
import { dueStep } from "#lib/insight/due-step";
import { createMapStep } from "#lib/insight/map-step";
import { everyEndpointId } from "#lib/providers/endpoints";
import { kindOf, type ProviderId } from "#lib/providers/kinds";
import { createSearchAnswerers } from "#lib/search/answerers";
import { createEmbedder } from "#lib/search/embedder";
import { indexStep } from "#lib/search/fill";
import { createVectorStep } from "#lib/search/fill-vectors";
import { settingsAnswerers } from "#lib/settings/answerers";
import { currentStep } from "#lib/summaries/current";
import { groundStep } from "#lib/summaries/ground-step";
import { pickStep } from "#lib/summaries/pick-all";
import { retagStep } from "#lib/tags/queue";
import { answerStep } from "#lib/worker/answer";
import { openEngines } from "#lib/worker/engines";
import { behind, type Step, type WorkerContext } from "#lib/worker/lane";

/**
 * Starts every lane of background work, with the engines opened and their doors put into `context`. Answers what ends
 * what they hold open.
 */
export function startSteps(context: WorkerContext, start: (name: string, step: Step) => void): () => Promise<void> {
  const embedder = createEmbedder();
  const map = createMapStep();
  const engines = openEngines(context, embedder);
  const startAll = (lanes: Record<string, Step>) => {
    for (const [name, step] of Object.entries(lanes)) start(name, step);
  };
  const startProvider = (id: ProviderId) => {
    startAll(createProviderLanes(id));
    if (kindOf(id) === "chat") start(`engine.${id}`, () => engines.chat(id).step());
  };
  startAll({
    answer: answerStep({ ...settingsAnswerers, ...batchAnswerers }),
    import: importStep,
    ...createBatchLanes(),
    engine: () => engines.builtIn.step(),
    retag: behind(retagStep),
    index: behind(indexStep),
    vectors: behind(createVectorStep(embedder)),
    answerSearch: answerStep(createSearchAnswerers(embedder)),
    current: currentStep,
    pick: pickStep,
    ground: behind(groundStep),
    due: behind(dueStep),
    map: behind(map.step),
    purge: purgeStep,
    sweep: sweepUploadsStep,
    providers: newProviders(startProvider),
  });
  startProvider("engine");
  startProvider("openai");
  return async () => {
    await engines.close();
    await embedder.close();
    await map.close();
  };
}

/** Makes the step that gives a provider its lanes as soon as somebody has added it. */
function newProviders(startProvider: (id: ProviderId) => void): Step {
  const started = new Set<ProviderId>();
  return async ({ db }) => {
    for (const id of everyEndpointId(db)) {
      if (started.has(id)) continue;
      started.add(id);
      startProvider(id);
    }
    return false;
  };
}
