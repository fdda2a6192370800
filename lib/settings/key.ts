import type { Db } from "#db/client";
import type { SealedKey } from "#db/schema";
import type { Env } from "#lib/env";
import { AppError } from "#lib/errors";
import { sealKey, unsealKey } from "#lib/settings/seal";
import { readSetting, removeSetting, saveSetting } from "#lib/settings/store";
import type { KeyView } from "#lib/settings/view";

const SETTING = "key.openai";

/** The OpenAI key in use: the environment's wins over the typed one. null when there is none. */
export async function readKey(db: Db, env: Env): Promise<string | null> {
  if (env.openaiApiKey) return env.openaiApiKey;
  const stored = readSetting<SealedKey>(db, SETTING);
  return stored ? unsealKey(env.dataDir, stored) : null;
}

/** What may be shown of the key. */
export function describeKey(db: Db, env: Env): KeyView {
  if (env.openaiApiKey) return { source: "environment", lastFour: env.openaiApiKey.slice(-4) };
  const stored = readSetting<SealedKey>(db, SETTING);
  return stored ? { source: "settings", lastFour: stored.lastFour } : { source: null, lastFour: null };
}

/** Encrypts and stores a typed key. Throws AppError "conflict" while the environment gives one. */
export async function saveKey(db: Db, env: Env, key: string, now: number): Promise<void> {
  if (env.openaiApiKey)
    throw new AppError("conflict", "The key is given by the environment (OPENAI_API_KEY) and cannot be changed here.");
  saveSetting(db, SETTING, await sealKey(env.dataDir, key), now);
}

/** Forgets the typed key. */
export function removeKey(db: Db): void {
  removeSetting(db, SETTING);
}
