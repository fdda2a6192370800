import type { Db } from "#db/client";
import type { Ledger } from "#lib/batches/view";

type Count = { outcome: "summarised" | "failed" | "not_run" | null; n: number; settled: number };

/** The ledger, and how many of its failed and not run emails a person left as they are. */
type Counted = { ledger: Ledger; settled: number };

/**
 * Every email of a submitted batch in exactly one column, counted from the latest requests (one covering index).
 * Emails the worker has not expanded yet are pending.
 */
function readLedger(db: Db, batch: { id: number; emailCount: number }): Counted {
  const rows = db.$client
    .prepare(
      `select outcome, count(*) as n, sum(is_settled) as settled from requests
        where batch_id = ? and is_latest = 1 group by outcome`,
    )
    .all(batch.id) as Count[];
  const count = (outcome: Count["outcome"]) => rows.find((row) => row.outcome === outcome)?.n ?? 0;
  const summarised = count("summarised");
  const failed = count("failed");
  const notRun = count("not_run");
  const pending = Math.max(0, batch.emailCount - summarised - failed - notRun);
  return {
    ledger: { emails: batch.emailCount, summarised, failed, notRun, pending },
    settled: rows.reduce((sum, row) => sum + row.settled, 0),
  };
}

type Kept = { finished: string; counted: Counted };
const kept = new WeakMap<Db["$client"], Map<number, Kept>>();
const MOST_KEPT = 2000;

/**
 * The same for a list: a batch that has ended is counted once and remembered while `finished` (what says that it has
 * ended, and when) stays the same. null: it still runs.
 */
export function readLedgerOnce(db: Db, batch: { id: number; emailCount: number }, finished: string | null): Counted {
  if (finished === null) return readLedger(db, batch);
  const all = kept.get(db.$client) ?? new Map<number, Kept>();
  kept.set(db.$client, all);
  const known = all.get(batch.id);
  if (known?.finished === finished) return known.counted;
  const counted = readLedger(db, batch);
  if (all.size >= MOST_KEPT) all.clear();
  all.set(batch.id, { finished, counted });
  return counted;
}
