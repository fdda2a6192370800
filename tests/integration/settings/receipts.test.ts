import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { deletions } from "#db/schema";
import { receiptsCsv } from "#lib/settings/receipts";
import { tempStore } from "#tests/support/db";

const AT = Date.UTC(2026, 10, 23, 9, 30);

test("every file at a provider is listed with what it confirmed, the newest first, also of batches that are gone", async () => {
  const store = await tempStore();
  const open = { createdAt: AT, nextAttemptAt: AT, batchId: 7 };
  const rows = Array.from({ length: 1201 }, (_, n) => ({ ...open, provider: "openai", vendorFileId: `file-${n}` }));
  const others = [
    { ...open, provider: "openai", vendorFileId: "file-done", deletedAt: AT + 1000, receipt: "200" },
    { ...open, provider: "openai", vendorFileId: "file-gone", deletedAt: AT + 2000, receipt: "404", batchId: null },
    { ...open, provider: "engine", vendorFileId: "file-here" },
    { ...open, provider: "chat-1", vendorFileId: "file-here-too" },
  ];
  store.db.transaction((db) => {
    for (const row of [...rows, ...others]) db.insert(deletions).values(row).run();
  });
  const text = (await Array.fromAsync(receiptsCsv(store.db))).join("");
  const [head, ...lines] = parse(text, { bom: true }) as string[][];
  expect(head).toEqual(["Provider", "File", "Batch number", "Asked", "Confirmed", "Receipt"]);
  const asked = "2026-11-23T09:30:00.000Z";
  expect(lines.slice(0, 3)).toEqual([
    ["OpenAI", "file-gone", "", asked, "2026-11-23T09:30:02.000Z", "404: was gone already"],
    ["OpenAI", "file-done", "7", asked, "2026-11-23T09:30:01.000Z", "200: deleted"],
    ["OpenAI", "file-1200", "7", asked, "", "Not confirmed yet"],
  ]);
  expect(lines).toHaveLength(1203);
  store.close();
});
