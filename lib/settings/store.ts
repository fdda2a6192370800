import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { settings } from "#db/schema";

/** One stored value by key; undefined when nobody stored it. */
export function readSetting<T>(db: Db, key: string): T | undefined {
  return db.select({ value: settings.value }).from(settings).where(eq(settings.key, key)).get()?.value as T | undefined;
}

/** Stores a value (anything JSON can hold) under a key. */
export function saveSetting(db: Db, key: string, value: unknown, now: number): void {
  db.insert(settings)
    .values({ key, value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
    .run();
}

/** Forgets a value. */
export function removeSetting(db: Db, key: string): void {
  db.delete(settings).where(eq(settings.key, key)).run();
}

/**
 * The value under a key, made once: two processes that ask at the same moment get the same one.
 */
export function settingOnce<T>(db: Db, key: string, make: () => T, now: number): T {
  const found = readSetting<T>(db, key);
  if (found !== undefined) return found;
  db.insert(settings).values({ key, value: make(), updatedAt: now }).onConflictDoNothing().run();
  return readSetting<T>(db, key) as T;
}
