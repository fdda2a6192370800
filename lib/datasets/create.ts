import type { Db } from "#db/client";
import { datasets } from "#db/schema";
import { AppError } from "#lib/errors";

/** Longest name of a dataset, characters. */
export const NAME_LIMIT = 200;

/** Makes an empty dataset and answers its id. `who` is the name typed in this browser, or "". */
export function createDataset(db: Db, { name, who }: { name: string; who: string }, now = Date.now()): number {
  return db
    .insert(datasets)
    .values({ name: cleanName(name), createdAt: now, createdBy: who })
    .returning({ id: datasets.id })
    .get().id;
}

/** A name on one line, cut to its limit. Throws AppError "invalid" when nothing is left. */
export function cleanName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const cleaned = name.replace(/[\u0000-\u001f\u007f\s]+/g, " ").trim();
  if (cleaned === "") throw new AppError("invalid", "Please type a name.");
  return [...cleaned].slice(0, NAME_LIMIT).join("");
}
