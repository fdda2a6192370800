import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { batches, datasetFiles, datasets, emails, importProblems } from "#db/schema";
import { purgeStep } from "#lib/datasets/purge";
import { emptyBin, removeDataset } from "#lib/datasets/remove";
import { sweepUploadsStep } from "#lib/datasets/sweep";
import { places } from "#lib/store";
import { drop, importAll, runOut, workerContext } from "#tests/integration/datasets/work";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

const uploads = () => places(store.dataDir).uploads;
const lines = '{"from":"a@x.com","subject":"Marzipan","body":"Secret word: Zitronenfalter"}\n{"broken Zitronenfalter\n';

it("deletes what was thrown away: rows, uploads, and every trace in the database's files", async () => {
  const gone = drop(store, { name: "a.jsonl", bytes: lines.repeat(300) });
  drop(store, { name: "b.jsonl", bytes: lines, datasetId: gone });
  const kept = drop(store, { name: "c.jsonl", bytes: '{"from":"a@x.com","subject":"Kept","body":"Kept too"}\n{"x' });
  await importAll(store);
  removeDataset(store.db, gone);
  await runOut(purgeStep, workerContext(store));
  expect(store.db.select().from(emails).all()).toHaveLength(302);
  emptyBin(store.db);
  await runOut(purgeStep, workerContext(store));
  expect(
    store.db
      .select()
      .from(datasets)
      .all()
      .map(({ id }) => id),
  ).toEqual([kept]);
  expect(
    store.db
      .select()
      .from(emails)
      .all()
      .map(({ subject }) => subject),
  ).toEqual(["Kept"]);
  expect(store.db.select().from(importProblems).all()).toMatchObject([{ datasetId: kept }]);
  const [file] = store.db.select().from(datasetFiles).all();
  expect(readdirSync(uploads())).toEqual([file?.storedName]);
  const { database } = places(store.dataDir);
  for (const path of [database, `${database}-wal`]) {
    if (existsSync(path)) expect(readFileSync(path).includes("Zitronenfalter")).toBe(false);
  }
});

it("waits for the batches of a dataset and deletes others meanwhile", async () => {
  const { datasetId } = makeDataset(store.db, { emails: 2 });
  const other = makeDataset(store.db, { emails: 2 }).datasetId;
  const batch = { datasetId, name: "", provider: "engine", model: "m", promptName: "", instructions: "", createdAt: 0 };
  store.db
    .insert(batches)
    .values({ ...batch, recipe: "classic" })
    .run();
  for (const id of [datasetId, other]) removeDataset(store.db, id);
  emptyBin(store.db);
  await runOut(purgeStep, workerContext(store));
  expect(
    store.db
      .select()
      .from(datasets)
      .all()
      .map(({ id }) => id),
  ).toEqual([datasetId]);
  expect(store.db.select().from(emails).all()).toHaveLength(2);
  expect(await purgeStep(workerContext(store))).toBeGreaterThan(0);
  store.db.delete(batches).run();
  await runOut(purgeStep, workerContext(store));
  expect(store.db.select().from(datasets).all()).toEqual([]);
  expect(await purgeStep(workerContext(store))).toBe(false);
});

it("sweeps uploads that nobody finished for a week, and nothing else", async () => {
  const day = 24 * 3_600_000;
  const now = Date.now();
  drop(store, { name: "a.json", bytes: "[]" });
  const known = readdirSync(uploads());
  const ages: Record<string, number> = { old: 8, "old.json": 8, resumed: 1, "resumed.json": 9, fresh: 0, alone: 30 };
  for (const [name, age] of Object.entries(ages)) {
    writeFileSync(join(uploads(), name), "x");
    utimesSync(join(uploads(), name), (now - age * day) / 1000, (now - age * day) / 1000);
  }
  for (const name of known) utimesSync(join(uploads(), name), 1, 1);
  expect(await sweepUploadsStep(workerContext(store, { now: () => now }))).toBeGreaterThan(0);
  expect(readdirSync(uploads()).sort()).toEqual([...known, "fresh", "resumed", "resumed.json"].sort());
});
