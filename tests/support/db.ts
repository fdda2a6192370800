import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Db } from "#db/client";
import { openStore } from "#lib/store";

/** A database of its own, in a folder of its own. */
export type TempStore = { db: Db; dataDir: string; close(): void };

/** Opens a real, migrated store in a new temporary folder; `close` closes it and deletes the folder. */
export async function tempStore(role: "web" | "worker" = "worker"): Promise<TempStore> {
  const dataDir = mkdtempSync(join(tmpdir(), "mailgist-test-"));
  const db = await openStore(dataDir, role);
  return {
    db,
    dataDir,
    close() {
      if (db.$client.open) db.$client.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
