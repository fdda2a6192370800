import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import type { SealedKey } from "#db/schema";
import { AppError } from "#lib/errors";
import { places } from "#lib/store";

const ALGORITHM = "aes-256-gcm";
const SECRET_BYTES = 32;

/** Encrypts a typed key with the secret of this installation. */
export async function sealKey(dataDir: string, key: string): Promise<SealedKey> {
  const iv = randomBytes(12);
  const cipher = createCipheriv(ALGORITHM, await secretFor(places(dataDir).keyFile), iv);
  const sealed = cipher.update(key, "utf8", "base64") + cipher.final("base64");
  return {
    iv: iv.toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
    sealed,
    lastFour: key.slice(-4),
  };
}

/** The key as it was typed. Throws AppError "unavailable" when the secret is missing or another one. */
export async function unsealKey(dataDir: string, stored: SealedKey): Promise<string> {
  const secret = await readFile(places(dataDir).keyFile).catch(() => null);
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
