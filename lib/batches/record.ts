import { whyFailed } from "#lib/batches/failures";
import { isQueueFull } from "#lib/batches/mark";
import { FOUND, isLastLook, lookedInVain } from "#lib/batches/missing";
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
    reason: whyFailed(batch.status, batch.errors),
  };
  if (isQueueFull(batch) && waitForQueue(context, part, batch)) {
    context.wake();
  } else if (isFinal(batch.status) && isFileAwaited(batch, facts) && !isLastLook(part)) {
    changePart(db, part, { ...facts, ...lookedInVain(part, now(), "the file with the answers"), syncedAt: now() });
  } else if (isFinal(batch.status)) {
    db.transaction(
      () => {
        movePart(db, part, "collecting", { ...facts, ...FOUND, syncedAt: now() });
        releaseNext(db, part);
      },
      { behavior: "immediate" },
    );
    context.wake();
  } else if (Object.entries(facts).some(([key, value]) => !isSame(value, part[key as keyof Part]))) {
    changePart(db, part, { ...facts, syncedAt: now() });
  }
}

/** An end that counts answers and names no file they would be in: the file can come later (counts can also lie). */
function isFileAwaited(batch: VendorBatch, known: Pick<Part, "outputFileId" | "errorFileId">): boolean {
  if (known.outputFileId !== null) return false;
  return (batch.counts?.completed ?? 0) > 0 || (batch.status === "completed" && known.errorFileId === null);
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
