import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { connect, type Db } from "#db/client";
import { migrate } from "#db/migrate";
import { readEnv } from "#lib/env";

/** Where everything lies inside the data folder. Built from `dataDir` only, never from a file's name. */
export function places(dataDir: string) {
  return {
    database: join(dataDir, "mailgist.db"),
    uploads: join(dataDir, "uploads"),
    parts: join(dataDir, "parts"),
    downloads: join(dataDir, "downloads"),
    engine: join(dataDir, "engine"),
    chats: join(dataDir, "chats"),
    keyFile: join(dataDir, "secret.key"),
    workerLock: join(dataDir, "worker.lock"),
  };
}

const WEB_BUSY_MS = 250;
const WORKER_BUSY_MS = 10_000;

/** Opens (and if needed migrates) the database of `dataDir` for this process. Folders are made 0700. */
export async function openStore(dataDir: string, role: "web" | "worker"): Promise<Db> {
  process.umask(0o077);
  const at = places(dataDir);
  for (const folder of [dataDir, at.uploads, at.parts, at.downloads, at.engine, at.chats])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const db = connect(at.database, role === "web" ? WEB_BUSY_MS : WORKER_BUSY_MS);
  await migrate(db, at.database, join(process.cwd(), "db/migrations"));
  return db;
}

const shared = globalThis as typeof globalThis & { mailgistStore?: Promise<Db> };

/** The web process's database, opened at its first use. */
export function store(): Promise<Db> {
  shared.mailgistStore ??= openStore(readEnv().dataDir, "web");
  return shared.mailgistStore;
}
