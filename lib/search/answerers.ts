import { z } from "zod";
import { AppError } from "#lib/errors";
import { explainFailure } from "#lib/providers/explain";
import { findProvider } from "#lib/providers/list";
import { openProvider } from "#lib/providers/open";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";
import { dimensionsFor, modelOf, readChoice, saveChoice } from "#lib/search/choice";
import type { Embedder } from "#lib/search/embedder";
import { createLiveEmbedder, embedLive } from "#lib/search/live";
import type { Answerer } from "#lib/worker/answer";
import type { WorkerContext } from "#lib/worker/lane";

type OpenProvider = (context: WorkerContext, id: string) => Promise<VendorClient>;

const inputSchema = z.object({ text: z.string().max(2_000) });
const choiceSchema = z.object({ provider: z.string(), model: z.string() });

/** A provider's answers to the last queries: one that came too late for a search is there for the next. */
const REMEMBERED = 200;

/** What the web process asks about search: the vector of a query, and whether a provider's model can make vectors. */
export function createSearchAnswerers(embedder: Embedder, open: OpenProvider = openProvider): Record<string, Answerer> {
  const remembered = new Map<string, Float32Array | null>();
  return {
    /** base64 of the float32 numbers, or null when the text means nothing to the model. */
    async embed(input, context) {
      const { text } = inputSchema.parse(input);
      const choice = readChoice(context.db);
      if (!choice) return toAnswer(embedder.model, (await embedder.embed([text]))[0] ?? null);
      const { model, dimensions } = modelOf(choice);
      const key = `${model} ${dimensions} ${text}`;
      let vector = remembered.get(key);
      if (vector === undefined) {
        const live = createLiveEmbedder(context, await open(context, choice.provider), choice);
        vector = (await inPlainWords(context, choice.provider, () => live.embed([text])))[0] ?? null;
        if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value ?? "");
        remembered.set(key, vector);
      }
      return toAnswer(model, vector);
    },
    /** Asks a provider for one vector, and chooses its model when one comes. */
    async "choose-embeddings"(input, context) {
      const { provider: id, model } = choiceSchema.parse(input);
      const provider = findProvider(context.db, id, context.env);
      if (!provider || provider.kind === "engine" || provider.kind === "chat")
        throw new AppError("invalid", "Vectors can be made here, by OpenAI, or by a provider that has batches.");
      const asked = { provider: provider.id, model, dimensions: dimensionsFor(model) };
      const client = await open(context, provider.id);
      const [vector] = await inPlainWords(context, id, () => embedLive(context, client, asked, ["Mailgist"]));
      if (!vector) throw new AppError("unavailable", `${model} gave no vector.`);
      saveChoice(context.db, { ...asked, length: vector.length });
      context.wake();
      return { message: `${provider.name} makes vectors of ${vector.length} numbers with ${model} from now on.` };
    },
  };
}

function toAnswer(model: string, vector: Float32Array | null) {
  if (!vector) return { model, vector: null };
  return { model, vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64") };
}

async function inPlainWords<T>({ db, env }: WorkerContext, id: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const provider = error instanceof VendorFailure ? findProvider(db, id, env) : null;
    if (!(error instanceof VendorFailure) || !provider) throw error;
    throw new AppError("unavailable", explainFailure(provider, error));
  }
}
