import type { Db } from "#db/client";
import { DEFAULT_OPENAI_MODEL } from "#lib/providers/models";
import { ENGINE_MODEL } from "#lib/providers/prices";
import { readSetting, saveSetting } from "#lib/settings/store";
import type { ProviderId } from "#lib/settings/view";

export type Defaults = { provider: ProviderId; models: Record<ProviderId, string>; promptId: string };

/** Nothing is sent or spent until somebody chooses so. */
const FIRST: Defaults = {
  provider: "engine",
  models: { engine: ENGINE_MODEL, openai: DEFAULT_OPENAI_MODEL },
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
