import type { Metadata } from "next";
import { headers } from "next/headers";
import {
  cancelBatchAction,
  removeBatchAction,
  renameBatchAction,
  restoreBatchAction,
  retryBatchAction,
} from "#app/batches/actions";
import { BatchesScreen } from "#components/batches/batches-screen";
import { listBatches } from "#lib/batches/list";
import { readLocale } from "#lib/format";
import { store } from "#lib/store";

export const metadata: Metadata = { title: "Batches" };

const ACTIONS = {
  cancel: cancelBatchAction,
  retry: retryBatchAction,
  remove: removeBatchAction,
  restore: restoreBatchAction,
  rename: renameBatchAction,
};

export default async function BatchesPage() {
  const locale = readLocale((await headers()).get("accept-language"));
  return <BatchesScreen first={listBatches(await store(), { locale })} actions={ACTIONS} />;
}
