import type { Metadata } from "next";
import { headers } from "next/headers";
import { BATCH_ACTIONS } from "#app/batches/batch-actions";
import { BatchesScreen } from "#components/batches/batches-screen";
import { listBatches } from "#lib/batches/list";
import { readLocale } from "#lib/format";
import { store } from "#lib/store";

export const metadata: Metadata = { title: "Batches" };

export default async function BatchesPage() {
  const locale = readLocale((await headers()).get("accept-language"));
  return <BatchesScreen first={listBatches(await store(), { locale })} actions={BATCH_ACTIONS} />;
}
