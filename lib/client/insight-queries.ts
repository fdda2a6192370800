"use client";
import { keepPreviousData, queryOptions, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useActivity } from "#lib/client/activity";
import { readJson, withQuery } from "#lib/client/read";
import type { ActionsView, DigestView, JudgementsView, MapView, SendersView, VolumeView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

/** Counting again costs more than reading a page: these follow what is stored, but not each single change. */
const INSIGHT = "insight";
const CALM_MS = 8_000;
const MAKING_MS = 2_500;

function insightQuery<T>(part: string, query: SummaryFilter & { done?: boolean }) {
  return queryOptions({
    queryKey: [INSIGHT, part, query],
    queryFn: ({ signal }) => readJson<T>(withQuery(`/api/insight/${part}`, { ...query }), signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** One for each picture of the page; each takes the filter of the list of summaries. */
export const volumeQuery = (filter: SummaryFilter) => insightQuery<VolumeView>("volume", filter);
export const sendersQuery = (filter: SummaryFilter) => insightQuery<SendersView>("senders", filter);
export const judgementsQuery = (filter: SummaryFilter) => insightQuery<JudgementsView>("judgements", filter);
export const digestQuery = (filter: SummaryFilter) => insightQuery<DigestView>("digest", filter);
export const actionsQuery = (filter: SummaryFilter, done: boolean) =>
  insightQuery<ActionsView>("actions", { ...filter, done });

/** While a map is being laid out it is asked for again and again. */
export const mapQuery = (filter: SummaryFilter) => ({
  ...insightQuery<MapView>("map", filter),
  refetchInterval: (query: { state: { data?: MapView } }) =>
    isMaking(query.state.data) ? MAKING_MS : (false as const),
});

const isMaking = (map: MapView | undefined) =>
  map?.state === "making" || (map?.state === "ready" && map.placed < map.total);

/** Reads everything of the page again when something stored has changed, every few seconds at most. */
export function useFollowInsight() {
  const client = useQueryClient();
  const revision = useActivity().data?.revision ?? null;
  const seen = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    const isFirst = seen.current === null;
    if (revision === null || seen.current === revision) return;
    seen.current = revision;
    if (isFirst || timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      client.invalidateQueries({ queryKey: [INSIGHT] });
    }, CALM_MS);
  }, [client, revision]);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  return () => client.invalidateQueries({ queryKey: [INSIGHT] });
}
