import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { datasets } from "#db/schema";
import { cleanName } from "#lib/datasets/create";
import { AppError } from "#lib/errors";

/** Gives a dataset another name. Throws AppError "invalid" (empty) or "not-found". */
export function renameDataset(db: Db, { id, name }: { id: number; name: string }): void {
  const { changes } = db
    .update(datasets)
    .set({ name: cleanName(name) })
    .where(and(eq(datasets.id, id), isNull(datasets.purgedAt)))
    .run();
  if (changes === 0) throw new AppError("not-found", "This dataset does not exist any more.");
}
