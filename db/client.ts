import { chmodSync, existsSync } from "node:fs";
import Database from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import * as schema from "#db/schema";

/** The database as every module sees it; `$client` is the better-sqlite3 connection behind it. */
export type Db = BetterSQLite3Database<typeof schema> & { $client: Database.Database };

/**
 * Opens a SQLite file for one process. WAL readers never wait; a writer waits `busyTimeout` ms for another one.
 * Throws what better-sqlite3 throws when the file cannot be opened.
 */
export function connect(file: string, busyTimeout: number): Db {
  const client = new Database(file, { timeout: busyTimeout });
  // Bodies of 2 kB and more: fewer overflow pages than with the usual 4 kB. Takes effect in a new file only.
  client.pragma("page_size = 8192");
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("wal_autocheckpoint = 2000");
  client.pragma("foreign_keys = ON");
  client.pragma("cache_size = -16000");
  client.pragma("temp_store = MEMORY");
  // Deleted mail is overwritten. Must hold from the first insert: pages that split keep copies otherwise.
  client.pragma("secure_delete = ON");
  client.pragma("journal_size_limit = 67108864");
  for (const suffix of ["", "-wal", "-shm"]) if (existsSync(file + suffix)) chmodSync(file + suffix, 0o600);
  return drizzle({ client, schema }) as Db;
}
