import type { Db } from "#db/client";
import { setCurrent } from "#lib/summaries/current";
import { assertRevision, readStored } from "#lib/summaries/stored";

type By = { at: number; who: string };
type Review = { id: number; revision: number; isReviewed: boolean; was?: By | undefined };

/**
 * Says that a person found a summary right, or no longer. A review speaks of the text with `revision`: throws AppError
 * "conflict" when that is another one meanwhile, "not-found" and "invalid" when there is no summary. `was` brings an
 * earlier review back, with its person and time.
 */
export function reviewSummary(db: Db, { id, revision, isReviewed, was }: Review, by: By): void {
  const { at, who } = was ?? by;
  const mark = db.$client.prepare("update summaries set reviewed_at = ?, reviewed_by = ? where id = ?");
  const run = db.$client.transaction(() => {
    const summary = readStored(db, id);
    if (isReviewed) assertRevision(summary, revision);
    if (isReviewed === (summary.reviewedAt !== null)) return;
    mark.run(isReviewed ? at : null, isReviewed ? who : "", id);
    setCurrent(db, [summary.emailId]);
  });
  run.immediate();
}

/** Rates a summary: 1 good, -1 bad, null takes it back. Throws AppError "not-found" and "invalid". */
export function rateSummary(db: Db, { id, rating }: { id: number; rating: 1 | -1 | null }): void {
  const run = db.$client.transaction(() => {
    readStored(db, id);
    db.$client.prepare("update summaries set rating = ? where id = ?").run(rating, id);
  });
  run.immediate();
}

/**
 * Chooses a summary among those of its email, or takes that back: then the one chosen, corrected or approved before
 * counts again, or the newest. Throws AppError "not-found" and "invalid".
 */
export function pickSummary(db: Db, { id, isPicked }: { id: number; isPicked: boolean }, at: number): void {
  const run = db.$client.transaction(() => {
    const { emailId } = readStored(db, id);
    db.$client.prepare("update summaries set picked_at = ? where id = ?").run(isPicked ? at : null, id);
    setCurrent(db, [emailId]);
  });
  run.immediate();
}
