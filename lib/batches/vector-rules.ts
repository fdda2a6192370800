import type { Db } from "#db/client";
import { assertUnderCeiling } from "#lib/batches/ceiling";
import { changePart, type Part } from "#lib/batches/parts";
import { AppError } from "#lib/errors";
import { readChoice } from "#lib/search/choice";
import type { WorkerContext } from "#lib/worker/lane";

const BYTES_PER_TOKEN = 4;
/** How long vectors wait until the ceiling is looked at again. */
const HELD_MS = 10 * 60_000;

/** Whether vectors that were not sent yet still are to be: not once another model is chosen, or their batch is thrown away. */
export function areVectorsWanted(db: Db, part: Part): boolean {
  const choice = readChoice(db);
  return choice?.provider === part.provider && choice.model === part.model && isBatchKept(db, part.batchId);
}

/** Whether neither a batch nor its dataset is in the bin. */
function isBatchKept(db: Db, batchId: number): boolean {
  const found = db.$client
    .prepare(
      `select 1 from batches b join datasets d on d.id = b.dataset_id
        where b.id = ? and b.removed_at is null and b.purged_at is null and d.removed_at is null`,
    )
    .get(batchId);
  return found !== undefined;
}

/** Throws AppError "invalid" when embedding so many bytes would bring the month over its ceiling. */
export function assertVectorsAllowed(
  db: Db,
  { provider, model, bytes }: { provider: string; model: string; bytes: number },
  now: number,
): void {
  const expected = { inputTokens: { high: bytes / BYTES_PER_TOKEN }, outputTokens: { high: 0 } };
  assertUnderCeiling(db, { provider, model, expected }, now);
}

/** Keeps a part back that was never sent while the month's ceiling forbids it, and says so; answers whether it does. */
export function holdVectors({ db, now }: WorkerContext, part: Part): boolean {
  if (part.intentAt !== null) return false;
  try {
    assertVectorsAllowed(db, { ...part, bytes: part.bytes ?? 0 }, now());
    return false;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    changePart(db, part, { reason: error.message, nextAttemptAt: now() + HELD_MS });
    return true;
  }
}
