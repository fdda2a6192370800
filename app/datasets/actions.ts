"use server";
import { action } from "#lib/action";
import { emptyBatchBin } from "#lib/batches/remove";
import { touchDraft } from "#lib/batches/touch-draft";
import { createDataset } from "#lib/datasets/create";
import { leaveOut, undoLeaveOut } from "#lib/datasets/leave-out";
import { matchColumns } from "#lib/datasets/match-columns";
import { emptyBin, removeDataset, restoreDataset } from "#lib/datasets/remove";
import { renameDataset } from "#lib/datasets/rename";
import { loadSamples } from "#lib/datasets/samples";
import {
  createDatasetSchema,
  datasetIdSchema,
  leaveOutSchema,
  matchColumnsSchema,
  nothingSchema,
  renameDatasetSchema,
  undoLeaveOutSchema,
} from "#lib/datasets/schemas";
import { readEnv } from "#lib/env";
import { wakeWorker } from "#lib/worker/spawn";

export const createDatasetAction = action(createDatasetSchema, ({ name }, { db, who }) => ({
  id: createDataset(db, { name, who }),
}));

export const renameDatasetAction = action(renameDatasetSchema, (input, { db }) => renameDataset(db, input));

export const removeDatasetAction = action(datasetIdSchema, ({ id }, { db }) => removeDataset(db, id));

export const restoreDatasetAction = action(datasetIdSchema, ({ id }, { db }) => {
  restoreDataset(db, id);
  wakeWorker();
});

/** Answers the dataset to look at: another one when this was submitted already. */
export const matchColumnsAction = action(matchColumnsSchema, (input, { db, who }) => {
  const matched = matchColumns(db, input, who);
  touchDraft(db, input.datasetId);
  wakeWorker();
  return matched;
});

/** Answers how many emails changed, and what to undo it by. */
export const leaveOutAction = action(leaveOutSchema, ({ datasetId, leftOut, emailIds, q, show, thread }, { db }) =>
  leaveOut(db, datasetId, emailIds ? { emailIds, leftOut } : { q, show, thread, leftOut }),
);

export const undoLeaveOutAction = action(undoLeaveOutSchema, async ({ datasetId, ...choice }, { db }) => ({
  changed: await undoLeaveOut(db, datasetId, choice),
}));

export const loadSamplesAction = action(nothingSchema, async (_input, { db, who }) => {
  const id = await loadSamples(db, readEnv().dataDir, who);
  wakeWorker();
  return { id };
});

/** Answers how many datasets and batches are deleted from now on. */
export const emptyBinAction = action(nothingSchema, (_input, { db }) => {
  const count = emptyBin(db) + emptyBatchBin(db);
  wakeWorker();
  return { count };
});
