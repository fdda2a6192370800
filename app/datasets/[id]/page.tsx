import type { Metadata } from "next";
import { notFound } from "next/navigation";
import {
  cancelTrialsAction,
  changeDraftAction,
  openDraftAction,
  submitBatchAction,
  tryEmailsAction,
} from "#app/batches/actions";
import {
  leaveOutAction,
  loadSamplesAction,
  matchColumnsAction,
  removeDatasetAction,
  renameDatasetAction,
  restoreDatasetAction,
  undoLeaveOutAction,
} from "#app/datasets/actions";
import { DatasetScreen } from "#components/datasets/dataset-screen";
import { EMAILS_PER_PAGE } from "#lib/client/dataset-queries";
import { listEmails } from "#lib/datasets/emails";
import { getDataset } from "#lib/datasets/list";
import type { DatasetView } from "#lib/datasets/view";
import { AppError } from "#lib/errors";
import { idParam } from "#lib/http";
import { store } from "#lib/store";

type Props = { params: Promise<{ id: string }> };

const actions = { rename: renameDatasetAction, remove: removeDatasetAction, restore: restoreDatasetAction };
const leaveOutActions = { leaveOut: leaveOutAction, undo: undoLeaveOutAction };
const draftActions = {
  open: openDraftAction,
  change: changeDraftAction,
  submit: submitBatchAction,
  tryEmails: tryEmailsAction,
  cancelTrials: cancelTrialsAction,
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findDataset(params)).name };
}

/** A dataset in three steps: review the emails, choose what to write, submit. */
export default async function DatasetPage({ params }: Props) {
  const dataset = await findDataset(params);
  const firstEmails = await listEmails(await store(), dataset.id, { limit: EMAILS_PER_PAGE });
  return (
    <DatasetScreen
      dataset={dataset}
      firstEmails={firstEmails}
      actions={actions}
      draftActions={draftActions}
      leaveOut={leaveOutActions}
      matchColumns={matchColumnsAction}
      loadSamples={loadSamplesAction}
    />
  );
}

async function findDataset(params: Props["params"]): Promise<DatasetView> {
  const { id } = await params;
  const db = await store();
  try {
    return getDataset(db, idParam(id));
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
}
