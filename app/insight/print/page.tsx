import type { Metadata } from "next";
import { PrintScreen } from "#components/insight/print-screen";
import { readDigest } from "#lib/insight/digest";
import { countVolume } from "#lib/insight/volume";
import { store } from "#lib/store";
import { parseFilter, readParams } from "#lib/summaries/filter";
import { readPrintRows } from "#lib/summaries/print";

export const metadata: Metadata = { title: "Digest" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** The digest and the summaries behind it, made to be printed. */
export default async function PrintPage({ searchParams }: Props) {
  const { filter } = parseFilter(readParams(await searchParams));
  const db = await store();
  const volume = countVolume(db, filter);
  const rows = readPrintRows(db, filter);
  return (
    <PrintScreen
      filter={filter}
      total={volume.total}
      digest={readDigest(db, filter)}
      rows={rows}
      printedAt={Date.now()}
    />
  );
}
