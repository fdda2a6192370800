import { randomBytes } from "node:crypto";
import type { Db } from "#db/client";
import { settingOnce } from "#lib/settings/store";

/** What tells this installation's files and batches from others on the same account. Random, made once. */
export function installId(db: Db, now: number): string {
  return settingOnce(db, "install", () => randomBytes(8).toString("hex"), now);
}
