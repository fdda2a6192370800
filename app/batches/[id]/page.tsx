import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { BATCH_ACTIONS } from "#app/batches/batch-actions";
import { BatchScreen } from "#components/batches/batch-screen";
import { getBatch } from "#lib/batches/get";
import type { BatchView } from "#lib/batches/view";
import { AppError } from "#lib/errors";
import { readLocale } from "#lib/format";
import { idParam } from "#lib/http";
import { store } from "#lib/store";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).id)).name };
}

export default async function BatchPage({ params }: Props) {
  const batch = await read((await params).id);
  // What has not been submitted is still at work on its dataset's page.
  if (batch.phase === "draft") redirect(`/datasets/${batch.datasetId}`);
  return <BatchScreen first={batch} actions={BATCH_ACTIONS} />;
}

const read = cache(async (id: string): Promise<BatchView> => {
  try {
    return getBatch(await store(), idParam(id), readLocale((await headers()).get("accept-language")));
  } catch (error) {
    if (error instanceof AppError && error.code === "not-found") notFound();
    throw error;
  }
});
