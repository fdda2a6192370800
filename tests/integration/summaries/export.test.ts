import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ExportFormat, exportSummaries } from "#lib/summaries/export";
import { readExport } from "#lib/summaries/export-rows";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

const COUNT = 1300;
let store: TempStore;
let datasetId: number;
let batchId: number;
let emailIds: number[];

beforeEach(async () => {
  store = await tempStore();
  ({ datasetId, emailIds } = makeDataset(store.db, { name: "Inbox", emails: COUNT }));
  batchId = makeBatch(store.db, datasetId, "Monday");
  save(
    store.db,
    emailIds.map((emailId, n) => makeOutcome({ emailId, batchId, outcome: n === 5 ? "failed" : "summarised" })),
  );
});

afterEach(() => store.close());

function exported(format: ExportFormat, filter: SummaryFilter = {}, sort: SummarySort = "date-asc") {
  const now = new Date(2026, 10, 23, 12).getTime();
  return exportSummaries(store.db.$client.name, { filter, sort, format }, now);
}

const bytesOf = async (format: ExportFormat, filter?: SummaryFilter) =>
  Buffer.from(await new Response(exported(format, filter).body).arrayBuffer());

describe("an export", () => {
  it("holds one row per email in every format", async () => {
    const csv = parse(await bytesOf("csv"), { bom: true, columns: true }) as Record<string, string>[];
    const json = JSON.parse((await bytesOf("json")).toString());
    const jsonl = (await bytesOf("jsonl")).toString().trimEnd().split("\n");
    const xlsx = (await readXlsx(await bytesOf("xlsx"))).sheets[0]?.rows.slice(1) ?? [];
    expect([csv.length, json.length, jsonl.length, xlsx.length]).toEqual([COUNT, COUNT, COUNT, COUNT]);
    expect(csv[5]).toEqual({
      From: "Person 5 <person5@example.com>",
      To: "The Boss <boss@example.com>",
      Date: "2026-01-05T09:05:00Z",
      Subject: "Subject 5",
      Summary: "",
      Status: "Failed: No answer came",
      Dataset: "Inbox",
      Batch: "Monday",
      Model: "m",
      "Corrected by": "",
      "Corrected at": "",
      "Reviewed by": "",
      "Reviewed at": "",
      Rating: "",
      "Needs a look": "",
    });
    expect(json[5]).toMatchObject({ subject: "Subject 5", status: "Failed", reason: "No answer came", summary: "" });
    expect(JSON.parse(jsonl[6] ?? "")).toEqual(json[6]);
    expect(xlsx[6]?.slice(2, 5)).toEqual([
      new Date(FIRST_TIME + 6 * 60_000),
      "Subject 6",
      `Summary of ${emailIds[6]} in 1`,
    ]);
  });

  it("holds what is filtered only, in the order of the list", async () => {
    indexAll(store.db);
    const json = JSON.parse((await bytesOf("json", { q: '"subject 12"', outcome: "summarised" })).toString());
    expect(json.map((row: { subject: string }) => row.subject)).toEqual(["Subject 12"]);
  });

  it("is named after the day", () => {
    expect(exported("xlsx").name).toBe("Summaries 2026-11-23.xlsx");
    expect(exported("csv").type).toBe("text/csv; charset=utf-8");
  });

  it("shows one moment, whatever is stored and deleted while it is read", async () => {
    const subjects: string[] = [];
    for await (const rows of readExport(store.db.$client.name, {}, "newest")) {
      subjects.push(...rows.map((row) => row.subject));
      const more = makeDataset(store.db, { emails: 20 });
      const batch = makeBatch(store.db, more.datasetId);
      save(
        store.db,
        more.emailIds.map((emailId) => makeOutcome({ emailId, batchId: batch, datasetId: more.datasetId })),
      );
      store.db.$client.prepare("update summaries set is_current = 0 where batch_id = ? and id % 3 = 0").run(batchId);
    }
    expect(subjects).toEqual(emailIds.map((_, n) => `Subject ${COUNT - 1 - n}`));
  });

  it.each(["csv", "xlsx"] as const)("lets go of the database when a download of %s is stopped", async (format) => {
    const reader = exported(format).body.getReader();
    await reader.read();
    await reader.cancel();
    // Only works when no other connection reads.
    const journal = store.db.$client.pragma("wal_checkpoint(TRUNCATE)") as { busy: number }[];
    expect(journal).toMatchObject([{ busy: 0 }]);
    expect(store.db.$client.pragma("journal_mode = DELETE", { simple: true })).toBe("delete");
  });

  it("gives up on a reader that takes nothing for too long", async () => {
    const slices = readExport(store.db.$client.name, {}, "newest", 1);
    await slices.next();
    await expect
      .poll(() => {
        try {
          return store.db.$client.pragma("journal_mode = DELETE", { simple: true });
        } catch {
          return "still read";
        }
      })
      .toBe("delete");
    await expect(slices.next()).rejects.toThrow(/given up/);
  });
});
