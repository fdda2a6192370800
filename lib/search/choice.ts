import type { Db } from "#db/client";
import type { EmbeddingAsked } from "#lib/providers/embeddings";
import type { ProviderId } from "#lib/providers/kinds";
import type { Embedder } from "#lib/search/embedder";
import { chooseModel } from "#lib/search/model";

/** A provider's model that makes this installation's vectors. */
export type EmbeddingChoice = EmbeddingAsked & {
  provider: ProviderId;
  /** How many numbers its vectors have; `dimensions` is what is asked for, null where the model is not asked. */
  length: number;
};

const KEY = "search.choice";
/** What a vector of OpenAI's newer models is cut to: as good to search with, and a third of the room. */
const SHORTER = 512;

/** The provider's model that was chosen in Settings, or null: the local one. */
export function readChoice(db: Db): EmbeddingChoice | null {
  const value = db.$client.prepare("select value from settings where key = ?").pluck().get(KEY);
  return typeof value === "string" ? (JSON.parse(value) as EmbeddingChoice) : null;
}

/** Chooses who makes vectors from now on, null for the local model. Every summary then waits for a new one. */
export function saveChoice(db: Db, choice: EmbeddingChoice | null): void {
  const client = db.$client;
  const save = client.transaction(() => {
    if (choice === null) client.prepare("delete from settings where key = ?").run(KEY);
    else {
      client
        .prepare(
          `insert into settings (key, value, updated_at) values (?, ?, 0)
           on conflict (key) do update set value = excluded.value`,
        )
        .run(KEY, JSON.stringify(choice));
      chooseModel(db, modelOf(choice));
    }
  });
  save.immediate();
}

/** The name a choice's vectors go by: the same model at another provider is another model. */
export function modelOf({
  provider,
  model,
  length,
}: Omit<EmbeddingChoice, "dimensions">): Pick<Embedder, "model" | "dimensions"> {
  return { model: nameOf(provider, model), dimensions: length };
}

/** The name of a provider's model among the models of vectors. */
export function nameOf(provider: string, model: string): string {
  return `${provider}/${model}`;
}

/** How many numbers to ask a model for; null where it may not be asked (only OpenAI's third generation may be). */
export function dimensionsFor(model: string): number | null {
  return model.startsWith("text-embedding-3-") ? SHORTER : null;
}
