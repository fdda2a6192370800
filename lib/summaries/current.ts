import type { Db } from "#db/client";
import { type Progress, readProgress, removedBatches, saveProgress } from "#lib/summaries/removed";
import { beats } from "#lib/summaries/save";
import type { Outcome } from "#lib/summaries/view";
import type { Step } from "#lib/worker/lane";

type Candidate = { id: number; batchId: number; outcome: Outcome; keptAt: number | null; isCurrent: 0 | 1 };

const ROWS_PER_SLICE = 200;

/** Makes the best of each email's summaries current, and no other; called inside the caller's transaction. */
export function setCurrent(db: Db, emailIds: number[]): void {
  const candidates = db.$client.prepare(
    "select id, batch_id as batchId, outcome, kept_at as keptAt, is_current as isCurrent from summaries where email_id = ?",
  );
  const mark = db.$client.prepare("update summaries set is_current = ? where id = ?");
  const { isRemoved, done } = removedBatches(db);
  for (const emailId of emailIds) {
    const all = candidates.all(emailId) as Candidate[];
    const [first, ...others] = all.filter((one) => !isRemoved(one.batchId));
    const best = first && others.reduce((a, b) => (beats(b, a) ? b : a), first);
    for (const one of all) {
      const isCurrent = one === best ? 1 : 0;
      if (one.isCurrent !== isCurrent) mark.run(isCurrent, one.id);
    }
  }
  done();
}

/**
 * Looks again at which summary is current for the next `limit` emails of a batch after the summary `after` (0 to
 * begin); called inside the caller's transaction. Answers where to go on, or null at the end.
 */
function recomputeCurrent(db: Db, batchId: number, after: number, limit: number): number | null {
  const rows = db.$client
    .prepare("select id, email_id as emailId from summaries where batch_id = ? and id > ? order by id limit ?")
    .all(batchId, after, limit) as { id: number; emailId: number }[];
  setCurrent(
    db,
    rows.map((row) => row.emailId),
  );
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
}

/**
 * Follows batches that were removed or restored, a slice at a time: a removed batch's summaries give way to those of
 * the batch before. Until it is through, lists already hide the removed batch.
 */
export const currentStep: Step = async ({ db }) => {
  if (!nextPlace(readProgress(db), readRemoved(db))) return false;
  return db.$client
    .transaction(() => {
      const begun = readProgress(db);
      const at = nextPlace(begun, readRemoved(db));
      if (!at) return false;
      saveProgress(db, { ...begun, at, noticed: at.after > 0 ? begun.noticed : without(begun.noticed, at.batchId) });
      const after = recomputeCurrent(db, at.batchId, at.after, ROWS_PER_SLICE);
      const progress = readProgress(db);
      if (after !== null) saveProgress(db, { ...progress, at: { ...at, after } });
      else {
        const others = without(progress.removed, at.batchId);
        saveProgress(db, { ...progress, removed: at.isRemoved ? [...others, at.batchId] : others, at: null });
      }
      return true;
    })
    .immediate();
};

/** The batch that differs from what was taken in; goes on where it stood unless it changed sides meanwhile. */
function nextPlace({ removed, at, noticed }: Progress, now: number[]): Progress["at"] {
  if (at) {
    const isRemoved = now.includes(at.batchId);
    return isRemoved === at.isRemoved ? at : { batchId: at.batchId, isRemoved, after: 0 };
  }
  const next = noticed[0] ?? now.find((id) => !removed.includes(id)) ?? removed.find((id) => !now.includes(id)) ?? null;
  return next === null ? null : { batchId: next, isRemoved: now.includes(next), after: 0 };
}

function readRemoved(db: Db): number[] {
  const removed = db.$client.prepare("select id from batches where removed_at is not null or purged_at is not null");
  return removed.pluck().all() as number[];
}

const without = (list: number[], id: number) => list.filter((one) => one !== id);
