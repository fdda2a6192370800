import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, datasets } from "#db/schema";
import { toRow } from "#lib/batches/list";
import { type Part, partsOf } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import type { BatchView, PartView, ReasonGroup } from "#lib/batches/view";
import { readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { DEFAULT_LOCALE } from "#lib/format";
import { costOf } from "#lib/providers/prices";
import { partLabel } from "#lib/words";

/** The most groups of reasons that are told apart. */
const MOST_REASONS = 50;

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
  return {
    ...row,
    instructions: batch.instructions,
    recipe: batch.recipe,
    revision: batch.revision,
    parts: own.map(toPartView),
    reasons: reasonsOf(db, id),
    quarantined: countQuarantined(db, id),
    usage: usageOf(own),
    canCancel: batch.state === "submitted" && hasOpen && batch.cancelRequestedAt === null,
    canRetry: batch.state === "submitted" && !hasOpen && row.ledger.failed + row.ledger.notRun > 0,
    nextLookAt: nextLook(own, now),
  };
}

function toPartView(part: Part): PartView {
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
  };
}

/** Why emails have no summary, the most frequent reason first. */
function reasonsOf(db: Db, batchId: number): ReasonGroup[] {
  return db.$client
    .prepare(
      `select outcome, coalesce(reason_code, '') as code, coalesce(reason, '') as message, count(*) as count
         from requests where batch_id = ? and is_latest = 1 and outcome in ('failed','not_run')
        group by outcome, reason_code, reason order by count desc, message limit ?`,
    )
    .all(batchId, MOST_REASONS) as ReasonGroup[];
}

function countQuarantined(db: Db, batchId: number): number {
  const row = db.$client
    .prepare("select count(*) as n from quarantine where part_id in (select id from parts where batch_id = ?)")
    .get(batchId) as { n: number };
  return row.n;
}

function usageOf(own: Part[]): BatchView["usage"] {
  let inputTokens = 0;
  let outputTokens = 0;
  let cost: number | null = 0;
  for (const part of own) {
    inputTokens += part.inputTokens ?? 0;
    outputTokens += part.outputTokens ?? 0;
    const partCost = costOf(part.model, part.inputTokens ?? 0, part.outputTokens ?? 0);
    cost = cost === null || partCost === null ? null : cost + partCost;
  }
  return { inputTokens, outputTokens, cost };
}

/** Looks are not stored, since every commit counts as a change; they come at even steps after the last change. */
function nextLook(own: Part[], now: number): number | null {
  const awaited = own.filter((part) => part.state === "submitted" && part.provider !== "engine");
  if (awaited.length === 0) return null;
  const last = Math.max(...awaited.map((part) => part.syncedAt ?? part.submittedAt ?? now));
  const every = readEnv().pollSeconds * 1000;
  return last + every * (Math.floor(Math.max(0, now - last) / every) + 1);
}
