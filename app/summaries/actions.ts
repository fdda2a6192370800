"use server";
import { action } from "#lib/action";
import { editSummary, restoreEdit, undoEdit } from "#lib/summaries/edit";
import { pickSummary, rateSummary, reviewSummary } from "#lib/summaries/review";
import {
  editSummarySchema,
  pickSummarySchema,
  rateSummarySchema,
  restoreEditSchema,
  reviewSummarySchema,
  undoEditSchema,
} from "#lib/summaries/schemas";
import { wakeWorker } from "#lib/worker/spawn";

/** Answers the revision of the text as it is then. */
export const editSummaryAction = action(editSummarySchema, (input, { db, who }) => {
  const changed = editSummary(db, input, { at: Date.now(), who });
  wakeWorker();
  return changed;
});

export const undoEditAction = action(undoEditSchema, (input, { db, who }) => {
  const changed = undoEdit(db, input, { at: Date.now(), who });
  wakeWorker();
  return changed;
});

export const restoreEditAction = action(restoreEditSchema, (input, { db, who }) => {
  const changed = restoreEdit(db, input, { at: Date.now(), who });
  wakeWorker();
  return changed;
});

export const reviewSummaryAction = action(reviewSummarySchema, (input, { db, who }) =>
  reviewSummary(db, input, { at: Date.now(), who }),
);

export const rateSummaryAction = action(rateSummarySchema, (input, { db }) => rateSummary(db, input));

export const pickSummaryAction = action(pickSummarySchema, (input, { db }) => pickSummary(db, input, Date.now()));
