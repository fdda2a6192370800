import { and, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, datasets, parts } from "#db/schema";
import type { Batch } from "#lib/batches/draft";
import { readLedgerOnce } from "#lib/batches/ledger";
import type { Part } from "#lib/batches/parts";
import { derivePhase, isOpen } from "#lib/batches/status";
import type { BatchRow, Ledger, Phase } from "#lib/batches/view";
import { DEFAULT_LOCALE } from "#lib/format";
import { providerName } from "#lib/providers/names";
import { readAway } from "#lib/providers/reach";
import { phaseLabel, phaseTone } from "#lib/words";

export type BatchQuery = {
  /** Those in the bin instead of those in use. */
  removed?: boolean;
  /** Only those that still run. */
  active?: boolean;
  datasetId?: number;
  locale?: string;
};

const RUNS = sql`(${batches.expandedAt} is null or ${batches.id} in
  (select batch_id from parts where kind = 'summaries' and state not in ('done','stopped')))`;

/** The most a list shows: newest first. */
const MOST_ROWS = 500;

/** What a list needs to know of a part. */
export type PartFacts = Pick<
  Part,
  | "batchId"
  | "requestCount"
  | "provider"
  | "state"
  | "vendorStatus"
  | "vendorCompleted"
  | "vendorFailed"
  | "collectedLines"
  | "reason"
  | "finishedAt"
>;

/** Submitted batches, newest first; drafts are not listed. */
export function listBatches(db: Db, query: BatchQuery = {}): BatchRow[] {
  const rules: SQL[] = [eq(batches.state, "submitted"), isNull(batches.purgedAt)];
  // With its dataset in the bin a batch is only shown while it runs, since it may still cost something.
  rules.push(sql`(${datasets.removedAt} is null or ${RUNS})`);
  rules.push(query.removed ? isNotNull(batches.removedAt) : isNull(batches.removedAt));
  if (query.datasetId !== undefined) rules.push(eq(batches.datasetId, query.datasetId));
  if (query.active) rules.push(RUNS);
  const found = db
    .select({ batch: batches, datasetName: datasets.name })
    .from(batches)
    .innerJoin(datasets, eq(datasets.id, batches.datasetId))
    .where(and(...rules))
    .orderBy(desc(batches.submittedAt), desc(batches.id))
    .limit(MOST_ROWS)
    .all();
  const facts = Map.groupBy(
    factsOf(
      db,
      found.map((one) => one.batch.id),
    ),
    (part) => part.batchId,
  );
  return found.map((one) => toRow(db, one.batch, one.datasetName, facts.get(one.batch.id) ?? [], query.locale));
}

function factsOf(db: Db, ids: number[]): PartFacts[] {
  const { batchId, requestCount, provider, state, reason, finishedAt, ...vendor } = parts;
  const { vendorStatus, vendorCompleted, vendorFailed, collectedLines } = vendor;
  return db
    .select({
      batchId,
      requestCount,
      provider,
      state,
      vendorStatus,
      vendorCompleted,
      vendorFailed,
      collectedLines,
      reason,
      finishedAt,
    })
    .from(parts)
    .where(and(inArray(parts.batchId, ids), eq(parts.kind, "summaries")))
    .orderBy(parts.number)
    .all();
}

/** One batch as lists show it, from its row and its parts in order. */
export function toRow(db: Db, batch: Batch, datasetName: string, own: PartFacts[], locale = DEFAULT_LOCALE): BatchRow {
  const hasEnded = batch.expandedAt !== null && !own.some(isOpen);
  const finishedAt = hasEnded ? Math.max(0, ...own.map((part) => part.finishedAt ?? 0)) || null : null;
  const mark = [batch.settledAt, ...own.flatMap((part) => [part.state, part.requestCount, part.finishedAt])].join();
  const { ledger, settled } = readLedgerOnce(db, batch, { mark, isRunning: !hasEnded });
  // A retry may have gone elsewhere than the batch itself; of several places the one that is away is named.
  const open = own.filter(isOpen).map((part) => part.provider);
  const provider =
    open.find((one) => readAway(db, one) !== null) ?? open.at(-1) ?? own.at(-1)?.provider ?? batch.provider;
  const away = readAway(db, provider);
  const isExpanded = batch.expandedAt !== null;
  const phase = derivePhase({ ...batch, isExpanded, settled }, own, ledger, away !== null);
  const name = providerName(db, provider);
  const progress = progressOf(phase, own, ledger);
  const reason = own.findLast((part) => part.state === "stopped")?.reason ?? null;
  return {
    id: batch.id,
    name: batch.name,
    datasetId: batch.datasetId,
    datasetName,
    phase,
    label: phaseLabel(phase, { ledger, settled, progress, reason, providerName: name, away }, locale),
    tone: phaseTone(phase),
    progress,
    isActive: batch.state === "submitted" && (!hasEnded || ledger.pending > 0),
    ledger,
    settled,
    provider: batch.provider,
    providerName: providerName(db, batch.provider),
    model: batch.model,
    now: { provider, name, isRefused: away?.isRefused ?? false },
    promptName: batch.promptName,
    promptVersion: batch.promptVersion,
    createdAt: batch.createdAt,
    submittedAt: batch.submittedAt,
    submittedBy: batch.submittedBy,
    finishedAt,
    removedAt: batch.removedAt,
  };
}

/** Emails answered so far: those in the ledger, and those the vendor counts but we have not collected. */
function progressOf(phase: Phase, own: PartFacts[], ledger: Ledger): BatchRow["progress"] {
  if (phase === "draft" || ledger.emails === 0) return null;
  const total = ledger.emails;
  const settled = total - ledger.pending;
  const ahead = own
    .filter((part) => part.state === "submitted" || part.state === "collecting")
    .reduce((sum, part) => {
      const counted = (part.vendorCompleted ?? 0) + (part.vendorFailed ?? 0);
      return sum + Math.max(0, counted - part.collectedLines);
    }, 0);
  return { done: Math.min(total, settled + ahead), total };
}
