import type { Db } from "#db/client";
import type { VendorFailure } from "#lib/providers/vendor";
import { readSetting, saveSetting } from "#lib/settings/store";

/** Since when nothing can be seen of a provider, ms, and whether that is because it does not accept the key. */
export type Away = { since: number; isRefused: boolean };
type Unreachable = Record<string, Away & { name: string }>;

/**
 * Remembers since when a provider cannot be asked and why: it is away, or its `failure` says that it does not accept the
 * key. The first time counts, until the other reason holds.
 */
export function noteUnreachable(db: Db, id: string, name: string, now: number, failure?: VendorFailure): void {
  const isRefused = failure?.status === 401;
  const known = readSetting<Unreachable>(db, "unreachable") ?? {};
  if (known[id]?.isRefused !== isRefused)
    saveSetting(db, "unreachable", { ...known, [id]: { name, since: now, isRefused } }, now);
}

/** Forgets it, once the provider answers again. Writes nothing when there is nothing to forget. */
export function noteReachable(db: Db, id: string): void {
  const { [id]: gone, ...others } = readSetting<Unreachable>(db, "unreachable") ?? {};
  if (gone) saveSetting(db, "unreachable", others, Date.now());
}

/**
 * The place of a chat endpoint in the same list: the engine that keeps its batches always answers, so it is the
 * endpoint behind it that can be away.
 */
export const chatPlace = (id: string) => `${id}/chat`;

/** Since when a provider cannot be asked, and why; null when it can be, or nobody tried. */
export function readAway(db: Db, id: string): Away | null {
  const known = readSetting<Unreachable>(db, "unreachable");
  return known?.[id] ?? known?.[chatPlace(id)] ?? null;
}
