import { isQueueFull } from "#lib/batches/mark";
import { changePart, findPart, movePart, type Part } from "#lib/batches/parts";
import { releaseNext, waitForQueue } from "#lib/batches/queue";
import { isFinal } from "#lib/batches/status";
import type { VendorBatch } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

/** Stores what the vendor says of a part, where it is new, and moves the part on when it has ended. */
export function recordVendor(context: WorkerContext, seen: Part, batch: VendorBatch): void {
  const { db, now } = context;
  const part = findPart(db, seen.id);
  if (part?.state !== "submitted" || part.vendorBatchId !== batch.id) return;
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
  if (isQueueFull(batch) && waitForQueue(context, part, batch)) {
    context.wake();
  } else if (isFinal(batch.status)) {
    db.transaction(
      () => {
        movePart(db, part, "collecting", { ...facts, syncedAt: now(), nextAttemptAt: null });
        releaseNext(db, part);
      },
      { behavior: "immediate" },
    );
    context.wake();
  } else if (Object.entries(facts).some(([key, value]) => !isSame(value, part[key as keyof Part]))) {
    changePart(db, part, { ...facts, syncedAt: now() });
  }
}

function failureOf(batch: VendorBatch): string | null {
  if (batch.status !== "failed") return null;
  const [first] = batch.errors;
  if (!first) return "the provider refused the file without saying why";
  const more = batch.errors.length > 1 ? ` (and ${batch.errors.length - 1} more)` : "";
  return `${first.message || first.code}${first.line === null ? "" : ` (line ${first.line})`}${more}`;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
