import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, extraBatches, parts } from "#db/schema";
import type { Part } from "#lib/batches/parts";
import type { ExtraView, PartWait } from "#lib/batches/view";

/** The batches a vendor had of a part beyond the one that was kept. */
export function extrasOf(db: Db, partId: number): ExtraView[] {
  const { vendorBatchId, vendorStatus, foundAt, endedAt } = extraBatches;
  return db
    .select({ vendorBatchId, vendorStatus, foundAt, endedAt })
    .from(extraBatches)
    .where(eq(extraBatches.partId, partId))
    .orderBy(asc(extraBatches.id))
    .all();
}

/** What a waiting part waits for; null when it waits for nothing but its turn in this program. */
export function waitOf(db: Db, part: Part): PartWait | null {
  if (part.state !== "waiting") return null;
  const { waitsForPartId, nextAttemptAt, reason, batchId } = part;
  if (waitsForPartId === null && nextAttemptAt === null && reason === null) return null;
  const ahead =
    waitsForPartId === null
      ? undefined
      : db
          .select({ number: parts.number, batchId: parts.batchId, name: batches.name })
          .from(parts)
          .innerJoin(batches, eq(batches.id, parts.batchId))
          .where(eq(parts.id, waitsForPartId))
          .get();
  return {
    for: ahead ? { number: ahead.number, batchName: ahead.batchId === batchId ? null : ahead.name } : null,
    until: nextAttemptAt,
    why: reason,
  };
}
