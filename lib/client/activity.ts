"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Activity } from "#lib/activity";
import { ReadError } from "#lib/client/read";
import { STORED } from "#lib/client/stored";

const BUSY_MS = 2_000;
const QUIET_MS = 15_000;

let known: { etag: string; activity: Activity } | null = null;

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
 * The only thing that polls: every 2 s while something is active, every 15 s otherwise, at once on focus.
 * Any number of components may use it; they share one query.
 */
export function useActivity() {
  return useQuery({
    queryKey: ["activity"],
    queryFn: readActivityOnce,
    refetchInterval: (query) => (query.state.data?.isActive || query.state.error ? BUSY_MS : QUIET_MS),
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
