import type { Db } from "#db/client";
import type { Ledger } from "#lib/batches/view";

type Count = { batchId: number; outcome: "summarised" | "failed" | "not_run" | null; n: number };

/**
 * Every email of a submitted batch in exactly one column, counted from the latest requests (one covering index).
 * Emails the worker has not expanded yet are pending.
 */
function readLedger(db: Db, batch: { id: number; emailCount: number }): Ledger {
  const rows = db.$client
    .prepare(
      `select batch_id as batchId, outcome, count(*) as n from requests
        where batch_id = ? and is_latest = 1 group by outcome`,
    )
    .all(batch.id) as Count[];
  const count = (outcome: Count["outcome"]) => rows.find((row) => row.outcome === outcome)?.n ?? 0;
  const summarised = count("summarised");
  const failed = count("failed");
  const notRun = count("not_run");
  return {
    emails: batch.emailCount,
    summarised,
    failed,
    notRun,
    pending: Math.max(0, batch.emailCount - summarised - failed - notRun),
  };
}

type Kept = { finished: string; ledger: Ledger };
const kept = new WeakMap<Db["$client"], Map<number, Kept>>();
const MOST_KEPT = 2000;

/**
 * The same for a list: a batch that has ended is counted once and remembered while `finished` (what says that it has
 * ended, and when) stays the same. null: it still runs.
 */
export function readLedgerOnce(db: Db, batch: { id: number; emailCount: number }, finished: string | null): Ledger {
  if (finished === null) return readLedger(db, batch);
  const all = kept.get(db.$client) ?? new Map<number, Kept>();
  kept.set(db.$client, all);
  const known = all.get(batch.id);
  if (known?.finished === finished) return known.ledger;
  const ledger = readLedger(db, batch);
  if (all.size >= MOST_KEPT) all.clear();
  all.set(batch.id, { finished, ledger });
  return ledger;
}
