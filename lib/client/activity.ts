"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Activity } from "#lib/activity";
import { ReadError } from "#lib/client/read";
import { STORED } from "#lib/client/stored";

const SOON_MS = 300;
const BUSY_MS = 2_000;
const QUIET_MS = 15_000;

/** Since when something has been active, as this page saw it. */
let activeSince: number | null = null;
let known: { etag: string; activity: Activity } | null = null;

/**
 * How long to wait before the next look, in ms. What has just begun may be over in a moment, so it is looked at soon;
 * what takes long is looked at every 2 s.
 */
export function lookAgainAfter(activeForMs: number): number {
  return Math.min(BUSY_MS, Math.max(SOON_MS, activeForMs / 4));
}

function nextLook(activity: Activity | undefined, hasFailed: boolean): number {
  if (hasFailed) return BUSY_MS;
  if (!activity?.isActive) {
    activeSince = null;
    return QUIET_MS;
  }
  activeSince ??= Date.now();
  return lookAgainAfter(Date.now() - activeSince);
}

/** Reads what is going on; an unchanged answer (304) costs no body. */
async function readActivityOnce({ signal }: { signal: AbortSignal }): Promise<Activity> {
  let response: Response;
  try {
    response = await fetch("/api/activity", { signal, headers: known ? { "if-none-match": known.etag } : {} });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ReadError("Mailgist does not answer. Is it still running on this computer?", 0);
  }
  if (response.status === 304 && known) return known.activity;
  if (!response.ok) throw new ReadError("Mailgist does not answer as it should.", response.status);
  const activity = (await response.json()) as Activity;
  const etag = response.headers.get("etag");
  known = etag ? { etag, activity } : null;
  return activity;
}

/**
 * The only thing that polls: every 2 s while something is active (sooner in its first seconds), every 15 s otherwise,
 * at once on focus.
 * Any number of components may use it; they share one query.
 */
export function useActivity() {
  return useQuery({
    queryKey: ["activity"],
    queryFn: readActivityOnce,
    refetchInterval: ({ state }) => nextLook(state.data, state.error !== null),
    refetchOnWindowFocus: "always",
    refetchOnReconnect: "always",
    networkMode: "always",
    staleTime: 1_000,
    retry: false,
  });
}

/** Makes everything stored stale whenever the revision moves. Used once, in the shell. */
export function useFollowActivity() {
  const client = useQueryClient();
  const seen = useRef<string | null>(null);
  const activity = useActivity();
  const revision = activity.data?.revision ?? null;
  useEffect(() => {
    if (revision === null || seen.current === revision) return;
    // The first revision counts too: something may have changed between the server's paint and this look.
    seen.current = revision;
    client.invalidateQueries({ queryKey: [STORED] });
  }, [client, revision]);
  return activity;
}

/** Looks at once, and from then on often, when what is on screen has become active: a quiet look may be 15 s away. */
export function useWatchClosely(isActive: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (isActive) client.invalidateQueries({ queryKey: ["activity"] });
  }, [client, isActive]);
}
