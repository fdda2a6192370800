import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, datasets } from "#db/schema";
import { toRow } from "#lib/batches/list";
import { moneyOf } from "#lib/batches/money";
import { type Part, partsOf } from "#lib/batches/parts";
import { readProblems, readReasons } from "#lib/batches/problems";
import { extrasOf, waitOf } from "#lib/batches/records";
import { isOpen } from "#lib/batches/status";
import { stopOf } from "#lib/batches/stop";
import { viewVectors } from "#lib/batches/vector-view";
import type { BatchView, DeletionView, PartView } from "#lib/batches/view";
import { readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { DEFAULT_LOCALE } from "#lib/format";
import { isKeptHere } from "#lib/providers/kinds";
import { providerName } from "#lib/providers/names";
import { readPriceBook } from "#lib/providers/price-book";
import { listComparable } from "#lib/summaries/compare";
import { partLabel } from "#lib/words";

/** Three files for each part: enough for every batch but a freak. */
const MOST_DELETIONS = 600;

/** A batch with all its page shows. Throws AppError "not-found". */
export function getBatch(db: Db, id: number, locale = DEFAULT_LOCALE, now = Date.now()): BatchView {
  const found = db
    .select({ batch: batches, datasetName: datasets.name })
    .from(batches)
    .innerJoin(datasets, eq(datasets.id, batches.datasetId))
    .where(eq(batches.id, id))
    .get();
  if (!found || found.batch.purgedAt !== null) throw new AppError("not-found", "This batch is gone.");
  const { batch, datasetName } = found;
  const own = partsOf(db, id);
  const row = toRow(db, batch, datasetName, own, locale);
  const hasOpen = own.some(isOpen) || batch.expandedAt === null;
  const reasons = readReasons(db, id);
  const canCancel = batch.state === "submitted" && hasOpen && batch.cancelRequestedAt === null;
  return {
    ...row,
    instructions: batch.instructions,
    form: batch.form,
    recipe: batch.recipe,
    revision: batch.revision,
    parts: own.map((part) => toPartView(db, part)),
    vectors: viewVectors(db, id),
    problems: readProblems(db, batch, reasons),
    reasons,
    quarantined: countQuarantined(db, id),
    deletions: readDeletions(db, id),
    usage: moneyOf(db, batch, own),
    alsoAt: elsewhere(own, batch.provider).map((provider) => providerName(db, provider)),
    canCancel,
    canRetry: batch.state === "submitted" && !hasOpen && row.ledger.failed + row.ledger.notRun > row.settled,
    stop: canCancel ? stopOf(row, own, readPriceBook(db)) : null,
    nextLookAt: nextLook(own, now),
    others: listComparable(db, id),
  };
}

function elsewhere(own: Part[], provider: string): string[] {
  return [...new Set(own.map((part) => part.provider))].filter((one) => one !== provider);
}

function toPartView(db: Db, part: Part): PartView {
  const { vendorTotal: total, vendorCompleted: completed, vendorFailed: failed } = part;
  const { id, number, state, reason, model, requestCount, bytes, sha256, vendorStatus, vendorBatchId } = part;
  const { vendorFileId, outputFileId, errorFileId, inputTokens, outputTokens, submittedAt, finishedAt } = part;
  return {
    id,
    number,
    state,
    label: partLabel(state, vendorStatus),
    reason,
    model,
    requestCount,
    bytes,
    sha256,
    vendorStatus,
    vendorBatchId,
    vendorFileId,
    outputFileId,
    errorFileId,
    vendorTimes: part.vendorTimes ?? {},
    vendorErrors: part.vendorErrors ?? [],
    vendorCounts: total === null ? null : { total, completed: completed ?? 0, failed: failed ?? 0 },
    inputTokens,
    outputTokens,
    submittedAt,
    finishedAt,
    wait: waitOf(db, part),
    extras: extrasOf(db, id),
  };
}

function countQuarantined(db: Db, batchId: number): number {
  const row = db.$client
    .prepare("select count(*) as n from quarantine where part_id in (select id from parts where batch_id = ?)")
    .get(batchId) as { n: number };
  return row.n;
}

/** The provider's files that were deleted, or are to be; the newest last. */
function readDeletions(db: Db, batchId: number): DeletionView[] {
  return db.$client
    .prepare(
      `select vendor_file_id as vendorFileId, part_id as partId, created_at as createdAt, attempts,
              deleted_at as deletedAt, receipt from deletions where batch_id = ? order by id limit ?`,
    )
    .all(batchId, MOST_DELETIONS) as DeletionView[];
}

/** Looks are not stored, since every commit counts as a change; they come at even steps after the last change. */
function nextLook(own: Part[], now: number): number | null {
  const awaited = own.filter((part) => part.state === "submitted" && !isKeptHere(part.provider));
  if (awaited.length === 0) return null;
  const last = Math.max(...awaited.map((part) => part.syncedAt ?? part.submittedAt ?? now));
  const every = readEnv().pollSeconds * 1000;
  return last + every * (Math.floor(Math.max(0, now - last) / every) + 1);
}
