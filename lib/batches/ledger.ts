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

/** How far a batch is: `mark` is another one after whatever changes its ledger, but for answers that are being collected. */
export type Standing = { mark: string; isRunning: boolean };

type Kept = { mark: string; countedAt: number; counted: Counted };
const kept = new WeakMap<Db["$client"], Map<number, Kept>>();
const MOST_KEPT = 2000;
/** A running batch of more emails than this is counted at most so often: it would take 10 ms of every page. */
const MANY_EMAILS = 5000;
const COUNT_EVERY_MS = 500;

/**
 * The same, remembered while `mark` stays: of a batch that has ended for good, of a large one that runs for half a second.
 */
export function readLedgerOnce(
  db: Db,
  batch: { id: number; emailCount: number },
  { mark, isRunning }: Standing,
  now = performance.now(),
): Counted {
  if (isRunning && batch.emailCount <= MANY_EMAILS) return readLedger(db, batch);
  const all = kept.get(db.$client) ?? new Map<number, Kept>();
  kept.set(db.$client, all);
  const known = all.get(batch.id);
  if (known?.mark === mark && (!isRunning || now - known.countedAt < COUNT_EVERY_MS)) return known.counted;
  const counted = readLedger(db, batch);
  if (all.size >= MOST_KEPT) all.clear();
  all.set(batch.id, { mark, countedAt: now, counted });
  return counted;
}
