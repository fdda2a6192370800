import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as getExport } from "#app/api/summaries/export/route";
import { GET as getOptions } from "#app/api/summaries/options/route";
import { GET as getList } from "#app/api/summaries/route";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let temp: TempStore;

beforeAll(async () => {
  temp = await tempStore("web");
  vi.stubEnv("MAILGIST_DATA_DIR", temp.dataDir);
  const { datasetId, emailIds } = makeDataset(temp.db, { name: "Inbox", emails: 5 });
  const batchId = makeBatch(temp.db, datasetId);
  save(
    temp.db,
    emailIds.map((emailId) => makeOutcome({ emailId, batchId, datasetId })),
  );
  indexAll(temp.db);
  // The handlers open their own connection, at their first use.
  await getOptions(ask("options"), undefined);
});

afterAll(async () => {
  const { store } = await import("#lib/store");
  (await store()).$client.close();
  vi.unstubAllEnvs();
  temp.close();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000/api/summaries/${path}`, { headers: { host: "localhost:3000", ...headers } });

describe("reading summaries over HTTP", () => {
  it("answers pages that go on, and keeps nothing in a cache", async () => {
    const first = await getList(ask("?q=subject&sort=date-asc&limit=3"), undefined);
    expect(first.headers.get("cache-control")).toBe("no-store");
    const page = await first.json();
    const rest = await (await getList(ask(`?q=subject&sort=date-asc&limit=3&after=${page.next}`), undefined)).json();
    const subjects = [...page.rows, ...rest.rows].map((row: { subject: string }) => row.subject);
    expect(subjects).toEqual([0, 1, 2, 3, 4].map((n) => `Subject ${n}`));
    expect(rest).toMatchObject({ next: null, total: 5, totalIsCapped: false });
  });

  it("answers a wrong cursor and a wrong format with a sentence", async () => {
    expect((await getList(ask("?after=nonsense"), undefined)).status).toBe(400);
    const wrong = await getExport(ask("export?format=pdf"), undefined);
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      { error: { code: "invalid", message: "Please choose Excel, CSV, JSON or JSONL." } },
    ]);
  });

  it("refuses other sites", async () => {
    const refused = await getExport(ask("export?format=csv", { "sec-fetch-site": "cross-site" }), undefined);
    expect(refused.status).toBe(403);
  });

  it("exports just the rows that are named, in their order, and no more than 500", async () => {
    const first = await (await getList(ask("?sort=date-asc"), undefined)).json();
    const ids = first.rows.map((row: { id: number }) => row.id);
    const wanted = [ids[3], 987_654, ids[0], ids[4]];
    const sent = await getExport(ask(`export?format=jsonl&q=nothing-has-this&rows=${wanted}`), undefined);
    const subjects = (await sent.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).subject);
    expect(subjects).toEqual(["Subject 3", "Subject 0", "Subject 4"]);
    const many = Array.from({ length: 501 }, (_, at) => at + 1);
    for (const rows of [many, "", "1,x", "1,-2", "1.5"])
      expect((await getExport(ask(`export?format=csv&rows=${rows}`), undefined)).status).toBe(400);
    expect((await getExport(ask(`export?format=csv&rows=${many.slice(1)}`), undefined)).status).toBe(200);
  });

  it("sends an export as a download", async () => {
    const sent = await getExport(ask("export?format=jsonl&q=%22subject%203%22"), undefined);
    expect(sent.headers.get("content-disposition")).toMatch(
      /^attachment; filename="Summaries \d{4}-\d\d-\d\d\.jsonl"$/,
    );
    expect(JSON.parse(await sent.text())).toMatchObject({ subject: "Subject 3", status: "Summarised" });
  });
});
