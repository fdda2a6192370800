import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { Db } from "#db/client";
import type { Env } from "#lib/env";
import { AppError } from "#lib/errors";
import { readSetting, removeSetting, saveSetting } from "#lib/settings/store";
import type { KeyView } from "#lib/settings/view";
import { places } from "#lib/store";

/** A typed key as it is stored: AES-256-GCM with the key file's bytes; only the last four characters are in clear. */
type SealedKey = { iv: string; tag: string; sealed: string; lastFour: string };

const SETTING = "key.openai";
const ALGORITHM = "aes-256-gcm";
const SECRET_BYTES = 32;

/** The OpenAI key in use: the environment's wins over the typed one. null when there is none. */
export async function readKey(db: Db, env: Env): Promise<string | null> {
  if (env.openaiApiKey) return env.openaiApiKey;
  const stored = readSetting<SealedKey>(db, SETTING);
  if (!stored) return null;
  const secret = await readFile(places(env.dataDir).keyFile).catch(() => null);
  if (!secret)
    throw new AppError("unavailable", "The key file is missing, so the stored key cannot be read. Type the key again.");
  const decipher = createDecipheriv(ALGORITHM, secret, Buffer.from(stored.iv, "base64"));
  decipher.setAuthTag(Buffer.from(stored.tag, "base64"));
  try {
    return decipher.update(stored.sealed, "base64", "utf8") + decipher.final("utf8");
  } catch {
    throw new AppError("unavailable", "The stored key does not fit the key file. Type the key again.");
  }
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
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, await secretFor(places(env.dataDir).keyFile), iv);
  const sealed = cipher.update(key, "utf8", "base64") + cipher.final("base64");
  const stored: SealedKey = {
    iv: iv.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
    sealed,
    lastFour: key.slice(-4),
  };
  saveSetting(db, SETTING, stored, now);
}

/** Forgets the typed key. */
export function removeKey(db: Db): void {
  removeSetting(db, SETTING);
}

/** The secret that seals keys: a 0600 file beside the database, made at first use, never inside it. */
async function secretFor(path: string): Promise<Buffer> {
  const made = randomBytes(SECRET_BYTES);
  try {
    await writeFile(path, made, { mode: 0o600, flag: "wx" });
    return made;
  } catch {
    return readFile(path);
  }
}
