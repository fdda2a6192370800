import type { Db } from "#db/client";
import { readSetting, saveSetting } from "#lib/settings/store";

type Unreachable = Record<string, { name: string; since: number }>;

/** Remembers since when a provider cannot be reached; the first time counts. */
export function noteUnreachable(db: Db, id: string, name: string, now: number): void {
  const known = readSetting<Unreachable>(db, "unreachable") ?? {};
  if (!known[id]) saveSetting(db, "unreachable", { ...known, [id]: { name, since: now } }, now);
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

/** Since when a provider cannot be reached, ms; null when it can, or nobody tried. */
export function unreachableSince(db: Db, id: string): number | null {
  const known = readSetting<Unreachable>(db, "unreachable");
  return (known?.[id] ?? known?.[chatPlace(id)])?.since ?? null;
}
