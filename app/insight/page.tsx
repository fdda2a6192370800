import type { Metadata } from "next";
import { markActionAction } from "#app/insight/actions";
import { InsightScreen } from "#components/insight/insight-screen";
import { countVolume } from "#lib/insight/volume";
import { store } from "#lib/store";
import { parseFilter, readParams } from "#lib/summaries/filter";

export const metadata: Metadata = { title: "Insight" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function InsightPage({ searchParams }: Props) {
  const { filter } = parseFilter(readParams(await searchParams));
  return <InsightScreen first={{ filter, volume: countVolume(await store(), filter) }} mark={markActionAction} />;
}
