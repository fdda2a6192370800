import { headers } from "next/headers";
import {
  emptyBinAction,
  loadSamplesAction,
  removeDatasetAction,
  renameDatasetAction,
  restoreDatasetAction,
} from "#app/datasets/actions";
import { DatasetList } from "#components/datasets/dataset-list";
import { DropCard } from "#components/datasets/drop-card";
import { HowItWorks } from "#components/datasets/how-it-works";
import { RunningBatches } from "#components/datasets/running-batches";
import { RecentSummaries } from "#components/summaries/recent-summaries";
import { listBatches } from "#lib/batches/list";
import { getDatasets } from "#lib/datasets/list";
import { readLocale } from "#lib/format";
import { store } from "#lib/store";
import { listSummaries } from "#lib/summaries/list";

const actions = { rename: renameDatasetAction, remove: removeDatasetAction, restore: restoreDatasetAction };

/** The dashboard: where emails come in, what is running, and the newest summaries. */
export default async function HomePage() {
  const db = await store();
  const locale = readLocale((await headers()).get("accept-language"));
  const datasets = getDatasets(db);
  const removed = getDatasets(db, { removed: true });
  const isNew = datasets.length === 0 && removed.length === 0;
  return (
    <div className="flex flex-col gap-10">
      <h1 className="sr-only">Home</h1>
      <DropCard loadSamples={loadSamplesAction} isCompact={!isNew} />
      {isNew ? <HowItWorks /> : null}
      <RunningBatches batches={listBatches(db, { active: true, locale })} />
      <RecentSummaries firstPage={listSummaries(db, {}, "newest", { limit: 10 })} />
      <DatasetList datasets={datasets} removed={removed} actions={actions} emptyBin={emptyBinAction} />
    </div>
  );
}
