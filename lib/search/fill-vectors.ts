import type { Db } from "#db/client";
import { modelOf, readChoice } from "#lib/search/choice";
import { type Embedder, TEXTS_AT_ONCE } from "#lib/search/embedder";
import { chooseModel, readModel, requeue } from "#lib/search/model";
import { forgetVectors, saveVector } from "#lib/search/vectors";
import type { Step } from "#lib/worker/lane";

type Row = { id: number; text: string; revision: number };

/**
 * Gives changed summaries their vectors, a few at a time; after a change of model, all of them. The rows are the queue.
 * With a provider's model they are only put into it: lib/batches takes them out.
 */
export function createVectorStep(embedder: Embedder): Step {
  return async ({ db }) => {
    const choice = readChoice(db);
    chooseModel(db, choice ? modelOf(choice) : embedder);
    if (choice) return requeue(db);
    return requeue(db) || (await fillVectors(db, embedder)) > 0;
  };
}

/**
 * Makes the vectors of the next few summaries and stores them, unless a summary changed meanwhile: it then stays in the
 * queue. Answers how many were looked at, 0 when none waits. Rejects when the embedder does. `batchId`: only its own.
 */
export async function fillVectors(db: Db, embedder: Embedder, batchId: number | null = null): Promise<number> {
  const client = db.$client;
  const rows = client
    .prepare(
      `select id, text, revision from summaries indexed by summaries_unembedded
        where embedded_revision < revision and (? is null or batch_id = ?) order by id desc limit ${TEXTS_AT_ONCE}`,
    )
    .all(batchId, batchId) as Row[];
  if (rows.length === 0) return 0;
  const { number } = chooseModel(db, embedder);
  const vectors = await embedder.embed(rows.map((row) => row.text));
  const mark = client.prepare("update summaries set embedded_revision = ? where id = ? and revision = ?");
  const store = client.transaction(() => {
    // Chosen meanwhile, another model wants them all anew.
    if (readModel(db)?.number !== number) return;
    for (const [at, row] of rows.entries()) {
      if (mark.run(row.revision, row.id, row.revision).changes === 0) continue;
      const vector = vectors[at];
      if (vector) saveVector(client, row.id, number, vector);
      else forgetVectors(client, [row.id]);
    }
  });
  store.immediate();
  return rows.length;
}
