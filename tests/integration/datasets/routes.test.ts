import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET as getDatasetEmails } from "#app/api/datasets/[id]/emails/route";
import { GET as getProblems } from "#app/api/datasets/[id]/problems/route";
import { GET as getProblemsCsv } from "#app/api/datasets/[id]/problems.csv/route";
import { GET as getOne } from "#app/api/datasets/[id]/route";
import { GET as getAll } from "#app/api/datasets/route";
import { GET as getEmail } from "#app/api/emails/[id]/route";
import { DELETE, HEAD, PATCH, POST } from "#app/api/uploads/[[...path]]/route";
import * as actions from "#app/datasets/actions";
import type { Db } from "#db/client";
import { batches, importProblems } from "#db/schema";
import { store } from "#lib/store";
import { makeDataset } from "#tests/support/factories";

const HOST = "127.0.0.1:3000";
const OURS = { host: HOST, origin: `http://${HOST}` };
const asked = vi.hoisted(() => ({ headers: {} as Record<string, string> }));
vi.mock("next/headers", () => ({
  headers: async () => new Headers(asked.headers),
  cookies: async () => ({ get: () => ({ value: "Kim" }) }),
}));

let db: Db;
let dataDir: string;
let made: ReturnType<typeof makeDataset>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "mailgist-test-"));
  process.env.MAILGIST_DATA_DIR = dataDir;
  asked.headers = OURS;
  db = await store();
  made = makeDataset(db, { name: "Mail", emails: 3 });
  db.insert(importProblems)
    .values({ ...made, position: 3, place: "row 4", code: "broken", message: "This row is broken.", raw: "=1" })
    .run();
});
afterAll(() => {
  db.$client.close();
  rmSync(dataDir, { recursive: true });
});

const request = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://${HOST}${path}`, { headers: { host: HOST, ...headers } });
const withId = (id: number | string) => ({ params: Promise.resolve({ id: String(id) }) });

it("answers datasets, emails and problems, and lets nobody keep them", async () => {
  const { datasetId, emailIds } = made;
  const answers = await Promise.all([
    getAll(request("/"), undefined),
    getOne(request("/"), withId(datasetId)),
    getDatasetEmails(request("/?limit=2&q=subject&show=taken-in"), withId(datasetId)),
    getProblems(request("/?offset=0"), withId(datasetId)),
    getEmail(request("/"), withId(emailIds[0] ?? 0)),
    getProblemsCsv(request("/"), withId(datasetId)),
  ]);
  for (const answer of answers) expect(answer.headers.get("cache-control")).toBe("no-store");
  const [all, one, emails, problems, email] = await Promise.all(answers.slice(0, 5).map((answer) => answer.json()));
  expect(all).toMatchObject([{ id: datasetId, name: "Mail", emailCount: 3 }]);
  expect(one).toMatchObject({ id: datasetId, files: [{ name: "test.json" }] });
  expect(emails).toMatchObject({ rows: [{ id: emailIds[0] }, { id: emailIds[1] }], next: String(emailIds[1]) });
  expect(problems).toMatchObject({ total: 1, rows: [{ place: "row 4" }] });
  expect(email).toMatchObject({ id: emailIds[0], subject: "Subject 0" });
  expect(await answers[5]?.text()).toContain("test.json,row 4,This row is broken.,'=1\r\n");
});

it("answers what is wrong with its status", async () => {
  const { datasetId } = made;
  expect((await getOne(request("/"), withId(999))).status).toBe(404);
  expect((await getOne(request("/"), withId("1 or 1"))).status).toBe(404);
  expect((await getEmail(request("/"), withId(999))).status).toBe(404);
  expect((await getProblemsCsv(request("/"), withId(999))).status).toBe(404);
  for (const query of ["limit=501", "limit=x", "show=yes", "thread=x", "after=x"]) {
    expect((await getDatasetEmails(request(`/?${query}`), withId(datasetId))).status).toBe(400);
  }
});

it("answers no other site and no other host", async () => {
  const strangers: Record<string, string>[] = [
    { origin: "http://evil.example" },
    { "sec-fetch-site": "cross-site" },
    { host: "evil.example" },
  ];
  for (const headers of strangers) {
    const foreign = request("/", headers);
    for (const answer of [getOne, getDatasetEmails, getProblems, getProblemsCsv, getEmail]) {
      expect((await answer(foreign, withId(1))).status).toBe(403);
    }
    expect((await getAll(foreign, undefined)).status).toBe(403);
    for (const method of [POST, HEAD, PATCH, DELETE]) expect((await method(foreign, undefined)).status).toBe(403);
  }
});

it("receives an upload through its route", async () => {
  const metadata = `filename ${btoa("a.eml")},datasetId ${btoa(String(made.datasetId))}`;
  const headers = { ...OURS, "tus-resumable": "1.0.0", "upload-length": "3", "upload-metadata": metadata };
  const created = await POST(new Request(`http://${HOST}/api/uploads`, { method: "POST", headers }), undefined);
  expect([created.status, created.headers.get("location")]).toEqual([
    201,
    expect.stringMatching(/^\/api\/uploads\/\w{32}$/),
  ]);
});

it("changes datasets through actions", async () => {
  const created = await actions.createDatasetAction({ name: "New" });
  if (!created.ok) throw new Error(created.message);
  const { id } = created.value;
  expect(await actions.renameDatasetAction({ id, name: "Newer" })).toMatchObject({ ok: true });
  expect(await (await getOne(request("/"), withId(id))).json()).toMatchObject({ name: "Newer", createdBy: "Kim" });
  expect(await actions.removeDatasetAction({ id })).toMatchObject({ ok: true });
  expect(await actions.restoreDatasetAction({ id })).toMatchObject({ ok: true });
  expect(await actions.removeDatasetAction({ id })).toMatchObject({ ok: true });
  const row = { datasetId: made.datasetId, name: "", provider: "engine", model: "m", promptName: "", instructions: "" };
  db.insert(batches)
    .values({ ...row, recipe: "classic", createdAt: 0, removedAt: 1 })
    .run();
  expect(await actions.emptyBinAction({})).toEqual({ ok: true, value: { count: 2 } });
  expect(db.select().from(batches).all()).toMatchObject([{ purgedAt: expect.any(Number) }]);
  expect(await actions.restoreDatasetAction({ id })).toMatchObject({ ok: false, code: "not-found" });
  const { datasetId, emailIds } = made;
  expect(await actions.leaveOutAction({ datasetId, emailIds, leftOut: true })).toEqual({
    ok: true,
    value: { changed: 3, choiceId: expect.any(Number) },
  });
  expect(await actions.leaveOutAction({ datasetId, q: "subject 1", leftOut: false })).toMatchObject({
    value: { changed: 1, choiceId: expect.any(Number) },
  });
  expect(await actions.leaveOutAction({ datasetId, all: true, leftOut: false })).toMatchObject({
    value: { changed: 2, choiceId: expect.any(Number) },
  });
  expect(await actions.loadSamplesAction({})).toMatchObject({ ok: true, value: { id: expect.any(Number) } });
});

it("refuses actions that say nothing, too much, or come from elsewhere", async () => {
  const { datasetId } = made;
  expect(await actions.leaveOutAction({ datasetId, leftOut: true })).toMatchObject({ ok: false, code: "invalid" });
  expect(await actions.leaveOutAction({ datasetId, all: true, q: "a", leftOut: true })).toMatchObject({
    ok: false,
    code: "invalid",
  });
  expect(await actions.createDatasetAction({ name: "  " })).toEqual({
    ok: false,
    code: "invalid",
    message: "Please type a name.",
  });
  asked.headers = { host: HOST, origin: "http://evil.example" };
  for (const call of [
    () => actions.createDatasetAction({ name: "x" }),
    () => actions.removeDatasetAction({ id: datasetId }),
    () => actions.emptyBinAction({}),
  ]) {
    expect(await call()).toMatchObject({ ok: false, code: "forbidden" });
  }
});
