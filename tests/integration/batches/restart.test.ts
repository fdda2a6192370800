import { afterEach, describe, expect, test } from "vitest";
import { expandBatch, nextToExpand } from "#lib/batches/expand";
import type { PartState } from "#lib/batches/status";
import { startWorld, type World } from "#tests/integration/batches/world";

let world: World;
afterEach(() => world.close());

const CALLS = ["createFile", "createBatch", "listBatches", "getFile", "downloadFile", "deleteFile"] as const;
const POINTS = CALLS.flatMap((call) => (["before", "after"] as const).map((when) => ({ call, when })));

describe("killed at a call to the vendor", () => {
  test.each(POINTS)("$when $call it goes on and nothing is sent twice", async ({ call, when }) => {
    world = await startWorld({ limits: { requests: 4, bytes: 1e6 } });
    world.killAt(call, when);
    const id = world.submitted(10);
    const view = await world.finish(id);
    await world.until(() => openDeletions() === 0);
    expect(world.kills).toBe(1);
    expect(view.ledger).toEqual({ emails: 10, summarised: 10, failed: 0, notRun: 0, pending: 0 });
    expect(view.parts).toHaveLength(3);
    expect(world.made()).toBe(3);
    expect(world.db.$client.prepare("select count(*) from requests").pluck().get()).toBe(10);
  });
});

test.each<PartState>(["waiting", "building", "uploading", "creating", "uncertain", "submitted", "collecting"])(
  "a worker that finds a part in state %s goes on",
  async (state) => {
    world = await startWorld();
    const id = world.submitted(5);
    // What stands in the database when the worker dies there: nothing at the vendor before "submitted".
    const isThere = state === "submitted" || state === "collecting";
    world.killAt(isThere ? "getFile" : "createFile", "before");
    await world.until(() => world.kills === 1);
    world.db.$client.prepare("update parts set state = ?").run(state);
    await world.crash();
    const view = await world.finish(id);
    expect(view.ledger.summarised).toBe(5);
    expect(world.made()).toBe(1);
  },
);

test("an expansion that is interrupted after every slice ends with the same rows", async () => {
  world = await startWorld({ limits: { requests: 100, bytes: 1e6 } });
  const id = world.submitted(600);
  for (let i = 0; i < 100; i += 1) {
    const batch = nextToExpand(world.db);
    if (!batch) break;
    // The worker is told to end after its first slice, and dies.
    const once = { aborted: false };
    const signal = Object.defineProperty({} as AbortSignal, "aborted", {
      get: () => {
        const was = once.aborted;
        once.aborted = true;
        return was;
      },
    });
    await expandBatch(world.db, batch, world.vendor.now, signal, { requests: 100, bytes: 1e6 });
    await world.crash();
  }
  const rows = world.db.$client
    .prepare("select custom_id as customId, p.number from requests r join parts p on p.id = r.part_id order by r.id")
    .all() as { customId: string; number: number }[];
  expect(rows.map((row) => row.customId)).toEqual(Array.from({ length: 600 }, (_, n) => `email-${n}-${id}`));
  expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 600 }, (_, n) => Math.floor(n / 100) + 1));
  expect(world.db.$client.prepare("select request_count from parts order by id").pluck().all()).toEqual(
    Array(6).fill(100),
  );
});

function openDeletions(): number {
  return world.db.$client.prepare("select count(*) from deletions where deleted_at is null").pluck().get() as number;
}
