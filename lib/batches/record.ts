import { QUEUE_FULL_WAITS_MS } from "#lib/batches/limits";
import { isQueueFull } from "#lib/batches/mark";
import { changePart, findPart, movePart, type Part } from "#lib/batches/parts";
import { isFinal } from "#lib/batches/status";
import type { VendorBatch } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

/**
 * Stores what the vendor says of a part and moves the part on when it has ended. Answers false, having written
 * nothing, when it says nothing new.
 */
export function recordVendor(context: WorkerContext, seen: Part, batch: VendorBatch): boolean {
  const { db, now } = context;
  const part = findPart(db, seen.id);
  if (part?.state !== "submitted" || part.vendorBatchId !== batch.id) return true;
  const facts = {
    vendorStatus: batch.status,
    vendorTimes: { ...part.vendorTimes, ...batch.times },
    vendorErrors: batch.errors.length > 0 ? batch.errors.slice(0, 50) : part.vendorErrors,
    vendorTotal: batch.counts?.total ?? part.vendorTotal,
    vendorCompleted: batch.counts?.completed ?? part.vendorCompleted,
    vendorFailed: batch.counts?.failed ?? part.vendorFailed,
    outputFileId: batch.outputFileId ?? part.outputFileId,
    errorFileId: batch.errorFileId ?? part.errorFileId,
    inputTokens: batch.usage?.inputTokens ?? part.inputTokens,
    outputTokens: batch.usage?.outputTokens ?? part.outputTokens,
    cachedTokens: batch.usage?.cachedTokens ?? part.cachedTokens,
    reasoningTokens: batch.usage?.reasoningTokens ?? part.reasoningTokens,
    reason: failureOf(batch),
  };
  if (isQueueFull(batch) && part.attempts < QUEUE_FULL_WAITS_MS.length) {
    waitForQueue(context, part, batch);
  } else if (isFinal(batch.status)) {
    movePart(db, part, "collecting", { ...facts, syncedAt: now(), nextAttemptAt: null });
    context.wake();
  } else if (Object.entries(facts).some(([key, value]) => !isSame(value, part[key as keyof Part]))) {
    changePart(db, part, { ...facts, syncedAt: now() });
  } else return false;
  return true;
}

/** Back to waiting: nothing of it ran, and the uploaded file is used again. */
function waitForQueue(context: WorkerContext, part: Part, batch: VendorBatch): void {
  movePart(context.db, part, "waiting", {
    attempts: part.attempts + 1,
    nextAttemptAt: context.now() + (QUEUE_FULL_WAITS_MS[part.attempts] ?? 0),
    reason: "The account's queue for this model is full. It is sent again as soon as there may be room.",
    vendorErrors: batch.errors.slice(0, 50),
    vendorBatchId: null,
    vendorStatus: null,
    submittedAt: null,
  });
  context.wake();
}

function failureOf(batch: VendorBatch): string | null {
  if (batch.status !== "failed") return null;
  const [first] = batch.errors;
  if (!first) return "the provider refused the file without saying why";
  const more = batch.errors.length > 1 ? ` (and ${batch.errors.length - 1} more)` : "";
  return `${first.message || first.code}${first.line === null ? "" : ` (line ${first.line})`}${more}`;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
