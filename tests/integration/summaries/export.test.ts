import { read as readOther, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { markAction } from "#lib/insight/action-items";
import { EMPTY_FORM, type Fields } from "#lib/prompts/form";
import { type ExportFormat, exportSummaries } from "#lib/summaries/export";
import { listColumns } from "#lib/summaries/export-columns";
import { openExport } from "#lib/summaries/export-rows";
import type { SummaryFilter } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, makePart, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { FIRST_TIME, makeDataset } from "#tests/support/factories";

const COUNT = 1300;
const OWN_FIELD = { name: "Order, number", kind: "text" as const, hint: "", choices: [] };
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

function exported(format: ExportFormat, filter: SummaryFilter = {}, chosen?: string[]) {
  const all = listColumns(store.db.$client.name, filter).map(({ key }) => key);
  const without = chosen ? all.filter((key) => !chosen.includes(key)) : [];
  const now = new Date(2026, 10, 23, 12).getTime();
  return exportSummaries(store.db.$client.name, { filter, sort: "date-asc", format, without }, now);
}

const bytesOf = async (format: ExportFormat, filter?: SummaryFilter, columns?: string[]) =>
  Buffer.from(await new Response(exported(format, filter, columns).body).arrayBuffer());

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

  it("has sheets of action items and tags where they were asked for, and the chosen columns alone", async () => {
    const form = { ...EMPTY_FORM, tags: [], actions: true, own: [OWN_FIELD] };
    const { emailIds: asked, datasetId: other } = makeDataset(store.db, { name: "Other", emails: 3 });
    const batch = makeBatch(store.db, other, "Fields");
    makePart(store.db, batch, form);
    const actions = [
      { what: "=Call Ann", owner: "Bo", due: "Friday" },
      { what: "Pay", owner: null, due: null },
    ];
    const answers: Fields[] = [
      { tags: ["invoice", "late"], actions, own: { "Order, number": "=1" } },
      { tags: ["invoice"], actions: [] },
      { tags: [], actions: actions.slice(1) },
    ];
    save(
      store.db,
      asked.map((emailId, n) => makeOutcome({ emailId, batchId: batch, datasetId: other, fields: answers[n] ?? null })),
    );
    const summaryId = (asked[0] ?? 0) * 100 + batch;
    markAction(store.db, { summaryId, place: 1, isDone: true }, { at: FIRST_TIME, who: "Kim" });
    const chosen = ["subject", "tags", "actions", "own:Order, number"];
    const book = readOther(await bytesOf("xlsx", { dataset: other }, chosen), { cellDates: true, cellFormula: true });
    expect(book.SheetNames).toEqual(["Summaries", "Action items", "Tags"]);
    const rowsOf = (name: string) => utils.sheet_to_json(book.Sheets[name] ?? {}, { header: 1 });
    expect(rowsOf("Summaries")).toEqual([
      ["Subject", "Tags", "Action items", "Order, number"],
      ["Subject 0", "invoice; late", "=Call Ann (Bo, by Friday); Pay", "=1"],
      ["Subject 1", "invoice"],
      ["Subject 2", undefined, "Pay"],
    ]);
    expect((rowsOf("Action items") as unknown[][]).map((row) => [0, 1, 3, 4, 5, 8].map((at) => row[at]))).toEqual([
      ["Action item", "Owner", "Done", "Done by", "Done at", "Subject"],
      ["=Call Ann", "Bo", undefined, undefined, undefined, "Subject 0"],
      ["Pay", undefined, "yes", "Kim", new Date(FIRST_TIME), "Subject 0"],
      ["Pay", undefined, undefined, undefined, undefined, "Subject 2"],
    ]);
    expect(rowsOf("Tags")).toEqual([
      ["Tag", "Emails"],
      ["invoice", 2],
      ["late", 1],
    ]);
    const cells = book.SheetNames.flatMap((name) => Object.values(book.Sheets[name] ?? {}));
    expect(cells.some((cell) => cell?.f !== undefined)).toBe(false);

    const json = JSON.parse((await bytesOf("json", { dataset: other }, ["from", "actions"])).toString());
    expect(json[0]).toEqual({ from: "Person 0 <person0@example.com>", fields: { actions } });
    const csv = (await bytesOf("csv", { dataset: other }, ["own:Order, number"])).toString();
    expect(csv).toBe('\ufeff"Order, number"\r\n\'=1\r\n\r\n\r\n');
    const plain = readOther(await bytesOf("xlsx", { dataset: other }, ["from"]));
    expect(plain.SheetNames).toEqual(["Summaries"]);
    expect(listColumns(store.db.$client.name, { dataset: other }).slice(-3)).toEqual([
      { key: "tags", name: "Tags" },
      { key: "actions", name: "Action items" },
      { key: "own:Order, number", name: "Order, number" },
    ]);
  });

  it("is named after the day", () => {
    expect(exported("xlsx").name).toBe("Summaries 2026-11-23.xlsx");
    expect(exported("csv").type).toBe("text/csv; charset=utf-8");
  });

  it("shows one moment, whatever is stored and deleted while it is read", async () => {
    const subjects: string[] = [];
    const source = openExport(store.db.$client.name, { filter: {}, sort: "newest" });
    for await (const rows of source.rows()) {
      subjects.push(...rows.map((row) => row.subject));
      const more = makeDataset(store.db, { emails: 20 });
      const batch = makeBatch(store.db, more.datasetId);
      save(
        store.db,
        more.emailIds.map((emailId) => makeOutcome({ emailId, batchId: batch, datasetId: more.datasetId })),
      );
      store.db.$client.prepare("update summaries set is_current = 0 where batch_id = ? and id % 3 = 0").run(batchId);
    }
    const expected = emailIds.map((_, n) => `Subject ${COUNT - 1 - n}`);
    expect(subjects).toEqual(expected);
    const again = (await Array.fromAsync(source.rows())).flat();
    expect(again.map((row) => row.subject)).toEqual(expected);
    source.close();
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
    const slices = openExport(store.db.$client.name, { filter: {}, sort: "newest" }, 1).rows();
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
