import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#lib/env";
import { getSettings } from "#lib/settings/get";
import { describeKey, readKey, removeKey, saveKey } from "#lib/settings/key";
import { places } from "#lib/store";
import { tempStore } from "#tests/support/db";

const KEY = "sk-test-0123456789abcdefWXYZ";

describe("the OpenAI key", () => {
  let temp: Awaited<ReturnType<typeof tempStore>>;
  const env = (more: Record<string, string> = {}) => readEnv({ MAILGIST_DATA_DIR: temp.dataDir, ...more });

  beforeEach(async () => {
    temp = await tempStore();
  });
  afterEach(() => temp.close());

  it("is not there at first", async () => {
    expect(await readKey(temp.db, env())).toBeNull();
    expect(describeKey(temp.db, env())).toEqual({ source: null, lastFour: null });
  });

  it("comes back as typed, and shows four characters", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    expect(await readKey(temp.db, env())).toBe(KEY);
    expect(describeKey(temp.db, env())).toEqual({ source: "settings", lastFour: "WXYZ" });
    removeKey(temp.db);
    expect(await readKey(temp.db, env())).toBeNull();
  });

  it("is in no file of the data folder in clear", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    temp.db.$client.pragma("wal_checkpoint(TRUNCATE)");
    for (const entry of readdirSync(temp.dataDir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      expect(readFileSync(join(entry.parentPath, entry.name)).includes(KEY.slice(0, -4))).toBe(false);
    }
  });

  it("keeps the secret beside the database, readable by its owner only", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    expect(statSync(places(temp.dataDir).keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(places(temp.dataDir).database).mode & 0o777).toBe(0o600);
    expect(statSync(temp.dataDir).mode & 0o777).toBe(0o700);
  });

  it("of the environment wins and cannot be changed here", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    const given = env({ OPENAI_API_KEY: "sk-environment-9999" });
    expect(await readKey(temp.db, given)).toBe("sk-environment-9999");
    expect(describeKey(temp.db, given)).toEqual({ source: "environment", lastFour: "9999" });
    await expect(saveKey(temp.db, given, KEY, 1)).rejects.toThrow("OPENAI_API_KEY");
  });

  it("is never part of what a page gets", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    expect(JSON.stringify(getSettings(temp.db, env()))).not.toContain(KEY.slice(0, -4));
  });

  it("says what to do when the key file is gone", async () => {
    await saveKey(temp.db, env(), KEY, 1);
    const elsewhere = { ...env(), dataDir: join(temp.dataDir, "elsewhere") };
    await expect(readKey(temp.db, elsewhere)).rejects.toThrow("Type the key again");
  });
});
