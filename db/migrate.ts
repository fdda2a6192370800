import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { migrate as runMigrations } from "drizzle-orm/better-sqlite3/migrator";
import type { Db } from "#db/client";

const LOCK_WAIT_MS = 60_000;

/**
 * Brings the database up to date, once, whoever comes first: web and worker may call it at the same moment, so
 * it holds an exclusive lock on a small file beside the database. An older database is copied to
 * `<file>.before-<n>` (n = migrations it had) first. Throws when a migration fails; nothing of it stays then.
 */
export async function migrate(db: Db, file: string, folder: string): Promise<void> {
  if (isCurrent(db, folder)) return;
  const lock = new Database(`${file}.lock`, { timeout: LOCK_WAIT_MS });
  try {
    lock.exec("BEGIN EXCLUSIVE");
    if (isCurrent(db, folder)) return;
    const had = appliedCount(db);
    const backup = `${file}.before-${had}`;
    if (had > 0 && !existsSync(backup)) await db.$client.backup(backup);
    runMigrations(db, { migrationsFolder: folder });
  } finally {
    lock.close();
  }
}

function isCurrent(db: Db, folder: string): boolean {
  const journal = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as { entries: unknown[] };
  return appliedCount(db) >= journal.entries.length;
}

function appliedCount(db: Db): number {
  const table = db.$client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!table) return 0;
  const row = db.$client.prepare("select count(*) as n from __drizzle_migrations").get() as { n: number };
  return row.n;
}
