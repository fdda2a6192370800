import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET as getFiles } from "#app/api/batches/[id]/files/route";
import { GET as getJsonl } from "#app/api/batches/[id]/jsonl/route";
import { GET as getPreview } from "#app/api/batches/[id]/preview/route";
import { GET as getAside } from "#app/api/batches/[id]/quarantine.jsonl/route";
import { GET as getOne } from "#app/api/batches/[id]/route";
import { GET as getList } from "#app/api/batches/route";
import { openDraft } from "#lib/batches/draft";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let temp: TempStore;
let draft: number;
let submitted: number;

beforeAll(async () => {
  temp = await tempStore("web");
  vi.stubEnv("MAILGIST_DATA_DIR", temp.dataDir);
  const make = (name: string) => openDraft(temp.db, makeDataset(temp.db, { name, emails: 3 }).datasetId, "").id;
  draft = make('Größe "A"');
  submitted = make("Inbox");
  submit(temp.db, submitted, 1, "Ann", readEnv({}));
});

afterAll(async () => {
  const { store } = await import("#lib/store");
  (await store()).$client.close();
  vi.unstubAllEnvs();
  temp.close();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000/api/batches${path}`, { headers: { host: "localhost:3000", ...headers } });
const at = (id: number | string) => ({ params: Promise.resolve({ id: String(id) }) });

test("lists submitted batches, not drafts, and keeps nothing in a cache", async () => {
  const response = await getList(ask("?active=1"), undefined);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toMatchObject([{ id: submitted, name: "Inbox", label: "Waiting", submittedBy: "Ann" }]);
  expect(await (await getList(ask("?removed=1"), undefined)).json()).toEqual([]);
  expect((await getList(ask("?active=yes"), undefined)).status).toBe(400);
});

test("answers one batch, or that it is gone", async () => {
  const view = await (await getOne(ask(`/${submitted}`), at(submitted))).json();
  expect(view).toMatchObject({ id: submitted, canCancel: true, ledger: { emails: 3, pending: 3 }, parts: [] });
  expect((await getOne(ask("/999"), at(999))).status).toBe(404);
  expect((await getOne(ask("/x"), at("x"))).status).toBe(404);
});

test("the download is the previewed file, under the dataset's own name", async () => {
  const [file] = await (await getFiles(ask(`/${draft}/files`), at(draft))).json();
  const download = await getJsonl(ask(`/${draft}/jsonl?part=1`), at(draft));
  expect(download.headers.get("content-disposition")).toContain("filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22A%22.jsonl");
  const bytes = Buffer.from(await download.arrayBuffer());
  expect(file).toEqual({
    number: 1,
    requests: 3,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });
  const page = await (await getPreview(ask(`/${draft}/preview?limit=2`), at(draft))).json();
  expect(page).toMatchObject({ total: 3, next: 2 });
  expect(bytes.toString("utf8").startsWith(`${page.requests[0].raw}\n${page.requests[1].raw}\n`)).toBe(true);
  expect((await getPreview(ask(`/${draft}/preview?limit=51`), at(draft))).status).toBe(400);
});

test("lines that were put aside can be downloaded, each with its place", async () => {
  temp.db.$client.exec(
    `insert into parts (batch_id, number, provider, model, recipe, instructions, request_count) values (${submitted}, 1, 'openai', 'm', 'classic', '', 0)`,
  );
  const part = temp.db.$client.prepare("select max(id) from parts").pluck().get();
  temp.db.$client
    .prepare("insert into quarantine (part_id, source, line, why, raw) values (?, 'output', 7, 'not JSON', '{broken')")
    .run(part);
  const download = await getAside(ask(`/${submitted}/quarantine.jsonl`), at(submitted));
  expect(download.headers.get("content-disposition")).toContain(`put-aside-${submitted}.jsonl`);
  expect(
    (await download.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toEqual([{ part: 1, source: "output", line: 7, why: "not JSON", raw: "{broken" }]);
  expect((await getAside(ask("/999/quarantine.jsonl"), at(999))).status).toBe(404);
});

test("other sites learn nothing", async () => {
  const foreign: Record<string, string>[] = [{ "sec-fetch-site": "cross-site" }, { host: "evil.example" }];
  for (const headers of foreign) {
    expect((await getJsonl(ask(`/${draft}/jsonl`, headers), at(draft))).status).toBe(403);
    expect((await getOne(ask(`/${draft}`, headers), at(draft))).status).toBe(403);
  }
});
