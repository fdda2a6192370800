import type { Db } from "#db/client";
import type { Embedder } from "#lib/search/embedder";

/** The model that this installation's vectors are made with, and its number: vectors of other numbers are left aside. */
export type CurrentModel = {
  model: string;
  dimensions: number;
  number: number;
  /** After a change of model: the summary up to which all were put back into the queue; null when through. */
  queuedTo: number | null;
};

/** How much of the summaries can be found by meaning. */
export type Progress = { done: number; total: number };

const KEY = "search.model";
const ROWS_PER_SLICE = 2_000;

/** The current model, or null before the worker has run once. */
export function readModel(db: Db): CurrentModel | null {
  const value = db.$client.prepare("select value from settings where key = ?").pluck().get(KEY);
  return typeof value === "string" ? (JSON.parse(value) as CurrentModel) : null;
}

/** Makes an embedder's model the current one when it is not; every summary then waits for a new vector. */
export function chooseModel(db: Db, { model, dimensions }: Pick<Embedder, "model" | "dimensions">): CurrentModel {
  const current = readModel(db);
  if (current?.model === model && current.dimensions === dimensions) return current;
  const next = { model, dimensions, number: (current?.number ?? 0) + 1, queuedTo: current ? 0 : null };
  saveModel(db, next);
  return next;
}

/** Puts the next slice of summaries back into the queue after a change of model; answers whether there was one. */
export function requeue(db: Db): boolean {
  const client = db.$client;
  const slice = client.transaction(() => {
    const current = readModel(db);
    if (!current || current.queuedTo === null) return false;
    const ids = client
      .prepare(`select id from summaries where id > ? order by id limit ${ROWS_PER_SLICE}`)
      .pluck()
      .all(current.queuedTo) as number[];
    const reset = client.prepare("update summaries set embedded_revision = 0 where id = ?");
    for (const id of ids) reset.run(id);
    saveModel(db, { ...current, queuedTo: ids.length < ROWS_PER_SLICE ? null : (ids.at(-1) ?? null) });
    return true;
  });
  return slice.immediate();
}

/** How many summaries have a vector of the current model, and how many will. */
export function readProgress(db: Db): Progress {
  const waiting = db.$client
    .prepare("select count(*) from summaries indexed by summaries_unembedded where embedded_revision < revision")
    .pluck()
    .get() as number;
  const asked = db.$client
    .prepare("select count(*) from vector_requests indexed by vector_requests_open where outcome is null")
    .pluck()
    .get() as number;
  const failed = db.$client
    .prepare(
      `select count(distinct v.summary_id) from vector_requests v indexed by vector_requests_failed
         join summaries s on s.id = v.summary_id and s.embedded_revision = s.revision
        where v.outcome = 'failed' and not exists (select 1 from embeddings e where e.id = s.id)`,
    )
    .pluck()
    .get() as number;
  const total = db.$client.prepare("select count(*) from summaries indexed by summaries_batch").pluck().get() as number;
  return { done: Math.max(0, total - waiting - asked - failed), total };
}

function saveModel(db: Db, model: CurrentModel): void {
  db.$client
    .prepare(
      `insert into settings (key, value, updated_at) values (?, ?, 0)
       on conflict (key) do update set value = excluded.value`,
    )
    .run(KEY, JSON.stringify(model));
}
