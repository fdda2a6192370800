"use server";
import { action } from "#lib/action";
import { askRetry } from "#lib/batches/ask-retry";
import { cancel } from "#lib/batches/cancel";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { estimate } from "#lib/batches/estimate";
import { removeBatch, restoreBatch } from "#lib/batches/remove";
import { renameBatch } from "#lib/batches/rename";
import {
  batchIdSchema,
  changeDraftSchema,
  openDraftSchema,
  removePromptSchema,
  renameBatchSchema,
  retryBatchSchema,
  savePromptSchema,
  settleBatchSchema,
  submitBatchSchema,
  tryEmailsSchema,
} from "#lib/batches/schemas";
import { submit } from "#lib/batches/submit";
import { cancelTrials, startTrials } from "#lib/batches/trials";
import { retryVectors } from "#lib/batches/vector-retry";
import { createPrompt, removePrompt, savePrompt } from "#lib/prompts/save";
import { ask } from "#lib/worker/ask";
import { wakeWorker } from "#lib/worker/spawn";

/** Answers the dataset's one draft. */
export const openDraftAction = action(openDraftSchema, ({ datasetId }, { db, who }) => openDraft(db, datasetId, who));

/** Answers the draft as it is then, with its new revision. */
export const changeDraftAction = action(changeDraftSchema, ({ id, ...change }, { db }) => changeDraft(db, id, change));

/** Counted first, so that the ceiling can be kept and what it cost be compared afterwards. */
export const submitBatchAction = action(submitBatchSchema, async ({ id, revision }, { db, who }) => {
  await estimate(db, id).catch(() => null);
  const batchId = submit(db, id, revision, who);
  wakeWorker();
  return { id: batchId };
});

/** Tries emails of a draft live; answers how many are on their way. */
export const tryEmailsAction = action(tryEmailsSchema, ({ id, ...wish }, { db }) => {
  const { length } = startTrials(db, id, wish);
  wakeWorker();
  return { count: length };
});

export const cancelTrialsAction = action(batchIdSchema, ({ id }, { db }) => {
  cancelTrials(db, id);
  wakeWorker();
});

export const cancelBatchAction = action(batchIdSchema, ({ id }, { db }) => {
  cancel(db, id);
  wakeWorker();
});

/** Answers for how many summaries a vector is asked for again. */
export const retryVectorsAction = action(batchIdSchema, async ({ id }, { db }) => {
  const count = await retryVectors(db, id);
  wakeWorker();
  return { count };
});

/** Answers how many emails are asked about again. */
export const retryBatchAction = action(retryBatchSchema, ({ id, ...wish }, { db }) => askRetry(db, id, wish));

/** Leaves problems as they are, or takes them up again; answers how many emails changed. */
export const settleBatchAction = action(
  settleBatchSchema,
  async ({ id, ...wish }, { db, who }) =>
    (await ask(db, "settle-batch", { batchId: id, ...wish, who })) as { count: number },
);

export const renameBatchAction = action(renameBatchSchema, ({ id, name }, { db }) => renameBatch(db, id, name));

export const removeBatchAction = action(batchIdSchema, ({ id }, { db }) => {
  removeBatch(db, id);
  wakeWorker();
});

export const restoreBatchAction = action(batchIdSchema, ({ id }, { db }) => {
  restoreBatch(db, id);
  wakeWorker();
});

/** Answers the instructions' id. */
export const savePromptAction = action(savePromptSchema, ({ id, ...input }, { db }) => {
  if (id === undefined) return { id: createPrompt(db, input) };
  savePrompt(db, id, input);
  return { id };
});

export const removePromptAction = action(removePromptSchema, ({ id }, { db }) => removePrompt(db, id));
