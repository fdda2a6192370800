import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { emails } from "#db/schema";
import { tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

test("a made-up dataset holds the emails that were asked for", async () => {
  const { db, dataDir, close } = await tempStore();
  const made = makeDataset(db, { emails: [{ subject: "One" }, { leftOut: true }] });
  const rows = db.select().from(emails).all();
  expect(rows.map((row) => row.id)).toEqual(made.emailIds);
  expect(rows.map((row) => [row.subject, row.leftOut])).toEqual([
    ["One", false],
    ["Subject 1", true],
  ]);
  close();
  expect(existsSync(dataDir)).toBe(false);
});
