import { afterEach, beforeEach, expect, it } from "vitest";
import { datasetFiles } from "#db/schema";
import { encodeBundleHead } from "#lib/datasets/bundle";
import { getDataset } from "#lib/datasets/list";
import { drop, importAll, jsonEmails } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

const parts = [jsonEmails(2), "From: a@x.com\nSubject: One\n\nText\n", ""];
const names = ["Inbox/two.json", "Inbox/one.eml", "Inbox/none.eml"];
const head = encodeBundleHead(parts.map((text, n) => ({ name: names[n] ?? "", size: Buffer.byteLength(text) })));
const bundle = Buffer.concat([head, Buffer.from(parts.join(""))]);

it("becomes one row per file, each read by itself", async () => {
  const id = drop(store, { name: "bundle", bytes: bundle, isBundle: true });
  await importAll(store);
  const view = getDataset(store.db, id);
  expect(view).toMatchObject({ fileCount: 3, emailCount: 3, problemCount: 1, bytes: bundle.length - head.length });
  const files = view.files.map(({ name, state, kind, emailCount }) => ({ name, state, kind, emailCount }));
  expect(files).toEqual([
    { name: "Inbox/none.eml", state: "failed", kind: null, emailCount: 0 },
    { name: "Inbox/two.json", state: "done", kind: "json", emailCount: 2 },
    { name: "Inbox/one.eml", state: "done", kind: "eml", emailCount: 1 },
  ]);
  expect(
    new Set(
      store.db
        .select()
        .from(datasetFiles)
        .all()
        .map((row) => row.storedName),
    ).size,
  ).toBe(1);
});

it.each([
  ["too short", bundle.subarray(0, -1)],
  ["too long", Buffer.concat([bundle, Buffer.from("x")])],
  ["without a list", Buffer.from(parts.join(""))],
  ["empty", Buffer.alloc(0)],
])("is one clear problem when it is %s", async (_, bytes) => {
  const id = drop(store, { name: "bundle", bytes, isBundle: true });
  await importAll(store);
  const view = getDataset(store.db, id);
  expect(view).toMatchObject({ fileCount: 1, emailCount: 0, problemCount: 1, isImporting: false });
  expect(view.files).toMatchObject([
    { state: "failed", firstProblem: expect.stringContaining("Drop these files again") },
  ]);
});
