import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { measureStorage } from "#lib/settings/storage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let temp: TempStore;
beforeEach(async () => {
  temp = await tempStore();
});
afterEach(() => temp.close());

const backup = (target: string) =>
  promisify(execFile)(process.execPath, ["--conditions=react-server", "scripts/backup.ts", target], {
    env: { ...process.env, MAILGIST_DATA_DIR: temp.dataDir },
  });

test("the database is copied while somebody writes, checked, and never over another file", async () => {
  makeDataset(temp.db, { emails: 25 });
  const target = join(temp.dataDir, "copy.db");
  temp.db.$client.exec("begin immediate");
  temp.db.$client.exec("update emails set subject = 'not committed'");
  expect((await backup(target)).stdout).toContain(target);
  temp.db.$client.exec("rollback");
  const copy = new Database(target, { readonly: true });
  const found = "select count(*) from emails where subject <> 'not committed'";
  expect(copy.prepare(found).pluck().get()).toBe(25);
  copy.close();
  await expect(backup(target)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("is there already") });
});

test("receipts of deleted batches are counted, those of the built-in engine are not", async () => {
  const insert = temp.db.$client.prepare(
    `insert into deletions (provider, vendor_file_id, created_at, next_attempt_at, deleted_at, receipt)
     values (?, ?, 1, 1, ?, ?)`,
  );
  insert.run("openai", "file-1", 5, "200");
  insert.run("openai", "file-2", null, null);
  insert.run("engine", "file-3", 9, "200");
  expect((await measureStorage(temp.db, temp.dataDir)).deleted).toEqual({ confirmed: 1, open: 1, lastAt: 5 });
});
