import type { Db } from "#db/client";
import type { ProviderId } from "#lib/providers/kinds";
import { readSetting, saveSetting } from "#lib/settings/store";

export type Defaults = { provider: ProviderId; models: Partial<Record<ProviderId, string>>; promptId: string };

/** Nothing is sent or spent until somebody chooses so. */
const FIRST: Defaults = {
  provider: "engine",
  models: {},
  promptId: "mailgist",
};

/** What a new draft begins with. */
export function readDefaults(db: Db): Defaults {
  const stored = readSetting<Partial<Defaults>>(db, "defaults") ?? {};
  return { ...FIRST, ...stored, models: { ...FIRST.models, ...stored.models } };
}

/** Changes some of it. */
export function saveDefaults(
  db: Db,
  change: Partial<Omit<Defaults, "models">> & { models?: Partial<Defaults["models"]> },
  now: number,
): Defaults {
  const before = readDefaults(db);
  const after = { ...before, ...change, models: { ...before.models, ...change.models } };
  saveSetting(db, "defaults", after, now);
  return after;
}
