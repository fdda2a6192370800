import type { Db } from "#db/client";

/**
 * What `currentStep` remembers of removed batches: those whose removal it has taken in, the one it is at and how far,
 * and those that somebody found in another state than it knows (they are looked at again, even if they change back).
 */
export type Progress = {
  removed: number[];
  at: { batchId: number; isRemoved: boolean; after: number } | null;
  noticed: number[];
};

const KEY = "summaries.removed";

/** What is remembered; nothing before the first removal. */
export function readProgress(db: Db): Progress {
  const value = db.$client.prepare("select value from settings where key = ?").pluck().get(KEY);
  return typeof value === "string" ? (JSON.parse(value) as Progress) : { removed: [], at: null, noticed: [] };
}

/** Remembers; called inside a transaction. */
export function saveProgress(db: Db, progress: Progress): void {
  db.$client
    .prepare(
      `insert into settings (key, value, updated_at) values (?, ?, 0)
       on conflict (key) do update set value = excluded.value`,
    )
    .run(KEY, JSON.stringify(progress));
}

/**
 * Answers whether batches are removed, each looked up once. `done` must be called afterwards in the same
 * transaction: a state that `currentStep` does not know yet has been acted upon, and must not be missed by it.
 */
export function removedBatches(db: Db): { isRemoved: (batchId: number) => boolean; done: () => void } {
  const removed = db.$client.prepare(
    "select 1 from batches where id = ? and (removed_at is not null or purged_at is not null)",
  );
  const states = new Map<number, boolean>();
  return {
    isRemoved(batchId) {
      const known = states.get(batchId);
      if (known !== undefined) return known;
      const answer = removed.get(batchId) !== undefined;
      states.set(batchId, answer);
      return answer;
    },
    done() {
      if (states.size > 0) notice(db, states);
    },
  };
}

function notice(db: Db, states: Map<number, boolean>): void {
  const progress = readProgress(db);
  const { removed, at, noticed } = progress;
  const isKnown = (id: number) => (at?.batchId === id ? at.isRemoved : removed.includes(id));
  const changed = [...states].filter(([id, state]) => state !== isKnown(id) && !noticed.includes(id));
  if (changed.length > 0) saveProgress(db, { ...progress, noticed: [...noticed, ...changed.map(([id]) => id)] });
}
