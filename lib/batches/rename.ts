import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { AppError } from "#lib/errors";

const LONGEST_NAME = 200;

/** Gives a batch another name. Throws AppError "invalid" without a name, "not-found" when it is gone. */
export function renameBatch(db: Db, batchId: number, name: string): void {
  const trimmed = name.trim().slice(0, LONGEST_NAME).toWellFormed();
  if (trimmed === "") throw new AppError("invalid", "Give the batch a name.");
  const done = db.update(batches).set({ name: trimmed }).where(eq(batches.id, batchId)).run();
  if (done.changes === 0) throw new AppError("not-found", "This batch is gone.");
}
