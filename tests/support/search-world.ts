import { readEnv } from "#lib/env";
import { createSearchAnswerers } from "#lib/search/answerers";
import { createEmbedder, type LocalEmbedder } from "#lib/search/embedder";
import { fillVectors } from "#lib/search/fill-vectors";
import { findRelated, type RelatedQuery } from "#lib/summaries/related";
import type { RelatedView } from "#lib/summaries/view";
import { answerStep } from "#lib/worker/answer";
import { createBell, runLane } from "#lib/worker/lane";
import { type TempStore, tempStore } from "#tests/support/db";

/** A store with a worker that only knows about search by meaning, on the real local model. */
export type SearchWorld = TempStore & {
  embedder: LocalEmbedder;
  /** Gives every waiting summary its vector. */
  prepare(): Promise<void>;
  /** What is related, once the model has answered. */
  related(query: RelatedQuery): Promise<RelatedView>;
  end(): Promise<void>;
};

export async function openSearchWorld(): Promise<SearchWorld> {
  const store = await tempStore();
  const embedder = createEmbedder();
  const stopping = new AbortController();
  const bell = createBell();
  const context = { db: store.db, env: readEnv({}), now: Date.now, wake: bell.wake, signal: stopping.signal };
  const step = answerStep(createSearchAnswerers(embedder));
  const lane = runLane(
    async (given) => (await step(given)) || 5,
    context,
    bell,
    () => {},
  );
  return {
    ...store,
    embedder,
    async prepare() {
      while ((await fillVectors(store.db, embedder)) > 0);
    },
    async related(query) {
      let view = await findRelated(store.db, query);
      while (view.state === "slow") view = await findRelated(store.db, query);
      return view;
    },
    async end() {
      stopping.abort();
      bell.wake();
      await lane;
      await embedder.close();
      store.close();
    },
  };
}
