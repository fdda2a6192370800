import type { EngineState } from "#lib/engine/types";

const SLICE_ROWS = 200;

/**
 * Forgets the requests and answers of ended batches, some rows at a time; what remains of them is in the
 * output files until those are deleted or expire. True when there is more to forget.
 */
export function sweepSlice(state: EngineState): boolean {
  const batch = state.db
    .prepare<[], number>(
      `SELECT seq FROM batches WHERE swept = 0 AND status IN ('failed', 'completed', 'expired', 'cancelled')
        ORDER BY seq LIMIT 1`,
    )
    .pluck()
    .get();
  if (batch === undefined) return false;
  const removed = state.db
    .prepare(
      `DELETE FROM requests WHERE batch = @batch
        AND line IN (SELECT line FROM requests WHERE batch = @batch ORDER BY line LIMIT ${SLICE_ROWS})`,
    )
    .run({ batch }).changes;
  if (removed < SLICE_ROWS) {
    state.db.prepare("UPDATE batches SET swept = 1 WHERE seq = ?").run(batch);
    // The write-ahead log still holds the forgotten rows until it is emptied.
    state.db.pragma("wal_checkpoint(TRUNCATE)");
  }
  return true;
}
