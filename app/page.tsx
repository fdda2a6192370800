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
  return (
    <div className="flex flex-col gap-10">
      <h1 className="sr-only">Home</h1>
      <DropCard loadSamples={loadSamplesAction} />
      <RunningBatches batches={listBatches(db, { active: true, locale })} />
      <RecentSummaries firstPage={listSummaries(db, {}, "newest", { limit: 10 })} />
      <DatasetList
        datasets={getDatasets(db)}
        removed={getDatasets(db, { removed: true })}
        actions={actions}
        emptyBin={emptyBinAction}
      />
    </div>
  );
}
