import { isOfOneObject } from "#lib/batches/failures";
import { findPart, type Part } from "#lib/batches/parts";
import { createPauses, msUntil, type Pauses } from "#lib/batches/pauses";
import { recordVendor } from "#lib/batches/record";
import type { VendorClient } from "#lib/providers/vendor";
import type { WorkerContext } from "#lib/worker/lane";

export type WatchedPart = { part: Part; cancelRequestedAt: number | null };
/** Which parts' cancel was asked for, and how long those whose cancel failed are left alone. Kept in memory. */
type Cancels = { asked: Set<number>; pauses: Pauses<number> };

/** Nothing asked for yet. */
export function createCancels(): Cancels {
  return { asked: new Set(), pauses: createPauses<number>() };
}

/** Whether a person wants a part's cancel, it was not asked for yet, and it did not fail a moment ago. */
export function isCancelDue(
  { asked, pauses }: Cancels,
  { part, cancelRequestedAt }: WatchedPart,
  now: number,
): boolean {
  return cancelRequestedAt !== null && !asked.has(part.id) && msUntil(pauses.until(part.id), now) === 0;
}

/**
 * Asks for the cancels that are due; one that fails holds up no other. Comes after the look, so that none is asked of
 * what has ended. Throws VendorFailure when the provider cannot be asked.
 */
export async function cancelWanted(
  context: WorkerContext,
  client: VendorClient,
  own: WatchedPart[],
  cancels: Cancels,
): Promise<void> {
  for (const one of own) {
    const part = findPart(context.db, one.part.id);
    if (!isCancelDue(cancels, one, context.now()) || !part?.vendorBatchId || part.state !== "submitted") continue;
    try {
      recordVendor(context, part, await client.cancelBatch(part.vendorBatchId));
      cancels.asked.add(part.id);
    } catch (error) {
      if (!isOfOneObject(error)) throw error;
      // A clean no is not asked for again: what became of the batch the next looks show, also when it is gone (404).
      if (error.kind === "rejected") cancels.asked.add(part.id);
      else cancels.pauses.failed(part.id, context.now(), error);
    }
  }
}
