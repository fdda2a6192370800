"use server";
import { action } from "#lib/action";
import { pickAll, undoPickAll } from "#lib/summaries/pick-all";
import { pickAllSchema, undoPickAllSchema } from "#lib/summaries/schemas";
import { wakeWorker } from "#lib/worker/spawn";

/** Answers the id that undoes it. */
export const pickAllAction = action(pickAllSchema, (input, { db, who }) => {
  const wish = pickAll(db, input, { at: Date.now(), who });
  wakeWorker();
  return wish;
});

export const undoPickAllAction = action(undoPickAllSchema, ({ id }, { db }) => {
  undoPickAll(db, id);
  wakeWorker();
});
