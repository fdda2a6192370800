import { afterEach, beforeEach, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { startWorld, type World } from "#tests/integration/batches/world";

/** A copy of the data folder on another computer: the same installation, the same part numbers, other files. */
let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.vendorWorks = false;
});
afterEach(() => world.close());

const MINUTE = 60_000;
type Listed = { id: string; status: string; input_file_id: string; metadata: Record<string, string> };
const list = async () => ((await (await fetch(`${world.vendor.url}/batches`)).json()) as { data: Listed[] }).data;
const partOf = (id: number) => getBatch(world.db, id).parts[0];

/** Sends a batch with the mark of this one, but for the hash of its file. */
async function sendLike(like: Listed, sha256: string): Promise<string> {
  const response = await fetch(`${world.vendor.url}/batches`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      input_file_id: like.input_file_id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
      metadata: { ...like.metadata, sha256 },
    }),
  });
  return ((await response.json()) as Listed).id;
}

/** Works on for some minutes. */
async function pass(minutes: number) {
  const end = world.vendor.now() + minutes * MINUTE;
  await world.until(() => world.vendor.now() >= end);
}

test("a batch of another copy is neither cancelled nor are its files deleted", async () => {
  const id = world.submitted(2);
  await world.until(() => partOf(id)?.state === "submitted");
  const [own] = await list();
  const twin = await sendLike(own as Listed, "f".repeat(64));
  await pass(10);
  expect((await list()).find((batch) => batch.id === twin)?.status).toBe("validating");
  expect(partOf(id)?.extras).toEqual([]);
  expect(world.vendor.ledger.filter((call) => /cancel$/.test(call.path))).toEqual([]);
  world.vendorWorks = true;
  expect((await world.finish(id)).label).toBe("Done");
  const output = (await list()).find((batch) => batch.id === twin) as Listed & { output_file_id: string };
  expect((await fetch(`${world.vendor.url}/files/${output.output_file_id}`)).status).toBe(200);
});

test("a late batch of a part that was cut smaller since is cancelled: the part had that file once", async () => {
  await world.close();
  world = await startWorld({ vendor: { queueLimit: 2000 } });
  const id = world.submitted(Array.from({ length: 8 }, () => ({ text: "word ".repeat(400) })));
  await world.until(() => partOf(id)?.state === "submitted");
  const before = String(partOf(id)?.sha256);
  await world.until(() => partOf(id)?.state === "submitted" && partOf(id)?.sha256 !== before);
  world.vendorWorks = false;
  const own = (await list()).find((batch) => batch.id === partOf(id)?.vendorBatchId);
  const late = await sendLike(own as Listed, before);
  await world.until(() => world.vendor.ledger.some((call) => call.path.endsWith(`${late}/cancel`)));
  expect(partOf(id)?.extras).toMatchObject([{ vendorBatchId: late }]);
  expect((await list()).find((batch) => batch.id === late)?.status).toMatch(/^cancel/);
});
