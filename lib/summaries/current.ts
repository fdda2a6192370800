import type { Db } from "#db/client";
import { beats } from "#lib/summaries/save";
import type { Outcome } from "#lib/summaries/view";
import type { Step } from "#lib/worker/lane";

type Candidate = { id: number; batchId: number; outcome: Outcome; isCurrent: 0 | 1; isRemoved: 0 | 1 };
/** Batches whose removal has been taken in, and the place in the one being taken in. */
type Progress = { removed: number[]; at: { batchId: number; isRemoved: boolean; after: number } | null };

const KEY = "summaries.removed";
const ROWS_PER_SLICE = 200;

const IS_REMOVED = "(b.id is null or b.removed_at is not null or b.purged_at is not null)";

/** Makes the best of each email's summaries current, and no other; called inside the caller's transaction. */
export function setCurrent(db: Db, emailIds: number[]): void {
  const candidates = db.$client.prepare(
    `select s.id, s.batch_id as batchId, s.outcome, s.is_current as isCurrent, ${IS_REMOVED} as isRemoved
       from summaries s left join batches b on b.id = s.batch_id where s.email_id = ?`,
  );
  const mark = db.$client.prepare("update summaries set is_current = ? where id = ?");
  for (const emailId of emailIds) {
    const all = candidates.all(emailId) as Candidate[];
    const [first, ...others] = all.filter((one) => one.isRemoved === 0);
    const best = first && others.reduce((a, b) => (beats(b, a) ? b : a), first);
    for (const one of all) {
      const isCurrent = one === best ? 1 : 0;
      if (one.isCurrent !== isCurrent) mark.run(isCurrent, one.id);
    }
  }
}

/**
 * Looks again at which summary is current for the next `limit` emails of a batch after the summary `after` (0 to
 * begin); called inside the caller's transaction. Answers where to go on, or null at the end.
 */
export function recomputeCurrent(db: Db, batchId: number, after: number, limit: number): number | null {
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
export const currentStep: Step = async ({ db, now }) =>
  db.$client
    .transaction(() => {
      const removed = db.$client
        .prepare("select id from batches where removed_at is not null or purged_at is not null order by id")
        .pluck()
        .all() as number[];
      const progress = readProgress(db);
      const next = nextPlace(progress, removed);
      if (!next) return false;
      const after = recomputeCurrent(db, next.batchId, next.after, ROWS_PER_SLICE);
      const others = progress.removed.filter((id) => id !== next.batchId);
      if (after !== null) saveProgress(db, { ...progress, at: { ...next, after } }, now());
      else saveProgress(db, { removed: next.isRemoved ? [...others, next.batchId] : others, at: null }, now());
      return true;
    })
    .immediate();

/** The batch that differs from what was taken in; goes on where it stood unless it changed sides meanwhile. */
function nextPlace(progress: Progress, removed: number[]): Progress["at"] {
  const now = new Set(removed);
  const known = new Set(progress.removed);
  const { at } = progress;
  if (at) return now.has(at.batchId) === at.isRemoved ? at : { ...at, isRemoved: !at.isRemoved, after: 0 };
  const gone = removed.find((id) => !known.has(id));
  if (gone !== undefined) return { batchId: gone, isRemoved: true, after: 0 };
  const back = progress.removed.find((id) => !now.has(id));
  return back === undefined ? null : { batchId: back, isRemoved: false, after: 0 };
}

function readProgress(db: Db): Progress {
  const row = db.$client.prepare("select value from settings where key = ?").get(KEY) as { value: string } | undefined;
  return row ? (JSON.parse(row.value) as Progress) : { removed: [], at: null };
}

function saveProgress(db: Db, progress: Progress, now: number): void {
  db.$client
    .prepare(
      `insert into settings (key, value, updated_at) values (?, ?, ?)
       on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`,
    )
    .run(KEY, JSON.stringify(progress), now);
}
