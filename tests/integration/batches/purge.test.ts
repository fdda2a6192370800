import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { listBatches } from "#lib/batches/list";
import { purgeBatchStep } from "#lib/batches/purge";
import { emptyBatchBin, removeBatch, restoreBatch } from "#lib/batches/remove";
import { renameBatch } from "#lib/batches/rename";
import { startWorld, type World } from "#tests/integration/batches/world";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const count = (table: string) => world.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number;
const purgeAll = async () => {
  while (await purgeBatchStep(world.context));
};

test("a removed batch comes back whole, and its new name stays", async () => {
  const id = world.submitted(2);
  expect(() => removeBatch(world.db, id)).toThrow("still running");
  await world.finish(id);
  renameBatch(world.db, id, "  For the board ");
  removeBatch(world.db, id, 5);
  expect(listBatches(world.db)).toEqual([]);
  expect(listBatches(world.db, { removed: true })[0]).toMatchObject({ id, name: "For the board", removedAt: 5 });
  restoreBatch(world.db, id);
  expect(listBatches(world.db)[0]).toMatchObject({ id, removedAt: null });
  expect(() => renameBatch(world.db, id, " ")).toThrow("name");
});

test("emptying the bin leaves nothing of a batch here or at the vendor but the receipts", async () => {
  const kept = world.submitted(2);
  await world.finish(kept);
  const id = world.submitted(3);
  await world.finish(id);
  const files = getBatch(world.db, id).parts.flatMap((part) => [part.vendorFileId, part.outputFileId]);
  removeBatch(world.db, id);
  expect(emptyBatchBin(world.db)).toBe(1);
  expect(() => restoreBatch(world.db, id)).toThrow("gone");
  await purgeAll();
  expect(() => getBatch(world.db, id)).toThrow("gone");
  expect([count("batches"), count("parts"), count("requests"), count("summaries")]).toEqual([1, 1, 2, 2]);
  expect(readdirSync(join(world.dataDir, "parts"))).toEqual(["1.jsonl"]);
  await world.until(
    () => world.db.$client.prepare("select 1 from deletions where deleted_at is null").get() === undefined,
  );
  for (const file of files) expect((await fetch(`${world.vendor.url}/files/${file}`)).status).toBe(404);
});

test("a dataset that is deleted while its batch runs takes the batch along, stopped first", async () => {
  const id = world.submitted(3);
  world.vendorWorks = false;
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  world.db.$client.prepare("update datasets set removed_at = 1, purged_at = 1").run();
  expect(await purgeBatchStep(world.context)).toBe(false);
  expect(getBatch(world.db, id).phase).toBe("stopping");
  world.vendorWorks = true;
  await world.finish(id);
  await purgeAll();
  expect([count("batches"), count("parts"), count("requests"), count("summaries")]).toEqual([0, 0, 0, 0]);
  expect(existsSync(join(world.dataDir, "parts", "1.jsonl"))).toBe(false);
});
