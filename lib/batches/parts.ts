import { and, asc, eq, max, min } from "drizzle-orm";
import type { Db } from "#db/client";
import { parts } from "#db/schema";
import { canMove, type PartState } from "#lib/batches/status";

export type Part = typeof parts.$inferSelect;
type Change = Partial<Omit<typeof parts.$inferInsert, "id" | "state" | "batchId" | "number">>;

/** One part; undefined when it is gone. */
export function findPart(db: Db, id: number): Part | undefined {
  return db.select().from(parts).where(eq(parts.id, id)).get();
}

/** The parts of a batch that bring summaries, in order: those its ledger is about. */
export function partsOf(db: Db, batchId: number): Part[] {
  return ofKind(db, batchId, "summaries");
}

/** The parts of a batch that bring the vectors of its summaries, the newest first. */
export function vectorPartsOf(db: Db, batchId: number): Part[] {
  return ofKind(db, batchId, "embeddings");
}

function ofKind(db: Db, batchId: number, kind: Part["kind"]): Part[] {
  const isOwn = and(eq(parts.batchId, batchId), eq(parts.kind, kind));
  return db.select().from(parts).where(isOwn).orderBy(asc(parts.number)).all();
}

/** The number of a batch's next part: summaries count up from 1, embeddings down from -1. */
export function nextNumber(db: Db, batchId: number, kind: Part["kind"]): number {
  const row = db
    .select({ most: max(parts.number), least: min(parts.number) })
    .from(parts)
    .where(eq(parts.batchId, batchId))
    .get();
  return kind === "embeddings" ? Math.min(0, row?.least ?? 0) - 1 : Math.max(0, row?.most ?? 0) + 1;
}

/**
 * Moves a part on from the state it was read in, in one statement. Answers the part as it is now, or null when
 * something else moved it meanwhile. Throws an Error for a move nobody may make.
 */
export function movePart(db: Db, part: Part, to: PartState, change: Change = {}): Part | null {
  if (!canMove(part.state, to)) throw new Error(`part ${part.id} may not go from ${part.state} to ${to}`);
  const row = db
    .update(parts)
    .set({ ...change, state: to })
    .where(and(eq(parts.id, part.id), eq(parts.state, part.state)))
    .returning()
    .get();
  return row ?? null;
}

/** Changes columns of a part where they differ; writes nothing when none does. */
export function changePart(db: Db, part: Part, change: Change): void {
  const keys = Object.keys(change) as (keyof Change)[];
  if (keys.every((key) => JSON.stringify(change[key]) === JSON.stringify(part[key]))) return;
  db.update(parts).set(change).where(eq(parts.id, part.id)).run();
}
