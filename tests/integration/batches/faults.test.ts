import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { cancel } from "#lib/batches/cancel";
import { getBatch } from "#lib/batches/get";
import { retry } from "#lib/batches/retry";
import type { PartView } from "#lib/batches/view";
import { addsUp, startWorld, type World } from "#tests/integration/batches/world";

let world: World;
afterEach(() => world.close());

const CREATE_FILE = { method: "POST", path: /\/v1\/files$/ };
const CREATE_BATCH = { method: "POST", path: /\/v1\/batches$/ };

describe("a reply that never came", () => {
  test.each([
    ["files.create", CREATE_FILE],
    ["batches.create", CREATE_BATCH],
  ])("after %s: what the vendor has is adopted", async (_, call) => {
    world = await startWorld();
    world.vendor.fault({ ...call, kind: "reset-after" });
    const id = world.submitted(3);
    const view = await world.finish(id);
    expect(view.ledger.summarised).toBe(3);
    expect(world.made()).toBe(1);
    expect(world.vendor.ledger.filter((one) => one.created !== null)).toHaveLength(2);
  });

  test.each([
    ["files.create", CREATE_FILE],
    ["batches.create", CREATE_BATCH],
  ])("of a call %s that never arrived: it is sent again after a grace period", async (_, call) => {
    world = await startWorld();
    world.vendor.fault({ ...call, kind: "status", status: 500 });
    const id = world.submitted(3);
    const before = world.vendor.now();
    await world.until(() => getBatch(world.db, id).phase === "making-sure");
    expect(getBatch(world.db, id).label).toBe("Making sure it was not sent twice");
    const view = await world.finish(id);
    expect(view.ledger.summarised).toBe(3);
    expect(world.made()).toBe(1);
    expect(world.vendor.now() - before).toBeGreaterThanOrEqual(60_000);
  });
});

test("two of the same at the vendor: the oldest is kept, the other cancelled and written down", async () => {
  world = await startWorld();
  world.vendorWorks = false;
  world.vendor.fault({ ...CREATE_BATCH, kind: "reset-after" });
  world.killAt("listBatches", "before");
  const id = world.submitted(3);
  await world.until(() => world.kills === 1);
  const first = (await (await fetch(`${world.vendor.url}/batches`)).json()).data[0];
  world.vendor.advance(5000);
  await fetch(`${world.vendor.url}/batches`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      input_file_id: first.input_file_id,
      endpoint: first.endpoint,
      completion_window: "24h",
      metadata: first.metadata,
    }),
  });
  world.vendorWorks = true;
  const view = await world.finish(id);
  expect(view.parts[0]?.vendorBatchId).toBe(first.id);
  expect(view.parts[0]?.extras).toMatchObject([{ vendorStatus: "cancelled", endedAt: expect.any(Number) }]);
  expect(view.ledger.summarised).toBe(3);
  const all = (await (await fetch(`${world.vendor.url}/batches`)).json()).data as { id: string; status: string }[];
  expect(all.map((one) => one.status)).toEqual(["cancelled", "completed"]);
});

test("a clean refusal stops the batch with its reason, and a retry sends it anew", async () => {
  world = await startWorld();
  const body = JSON.stringify({ error: { message: "You have no credit.", type: "x", param: null, code: "billing" } });
  world.vendor.fault({ ...CREATE_FILE, kind: "status", status: 403, body });
  const id = world.submitted(4);
  const view = await world.finish(id);
  expect(view).toMatchObject({ phase: "could-not-start", canRetry: true, canCancel: false });
  expect(view.label).toContain("Could not start: ");
  expect(view.label).toContain("You have no credit.");
  expect(view.ledger).toMatchObject({ notRun: 4, pending: 0 });
  expect(await retry(world.db, id)).toBe(4);
  const again = await world.finish(id);
  expect(again).toMatchObject({ label: "Done", canRetry: false });
  expect(again.parts.map((part) => part.state)).toEqual(["stopped", "done"]);
  const ids = world.db.$client.prepare("select custom_id from requests where is_latest = 1 order by id").pluck().all();
  expect(ids).toEqual([0, 1, 2, 3].map((n) => `email-${n}-${id}-r1`));
  await expect(retry(world.db, id)).rejects.toThrow("nothing to try again");
});

test("a refused key is said in our own words, which quote nothing of it", async () => {
  world = await startWorld({ vendor: { apiKey: "another" } });
  const view = await world.finish(world.submitted(1));
  expect(view.label).toBe("Could not start: OpenAI does not accept the key");
});

test("a file that could not be written is written once there is room again", async () => {
  world = await startWorld();
  const id = world.submitted(2);
  const folder = join(world.dataDir, "parts");
  rmSync(folder, { recursive: true });
  await expect(world.until(() => false)).rejects.toThrow("ENOENT");
  expect(getBatch(world.db, id).parts[0]).toMatchObject({ state: "waiting" });
  expect(getBatch(world.db, id).parts[0]?.reason).toContain("could not be written");
  mkdirSync(folder);
  expect((await world.finish(id)).label).toBe("Done");
});

test("too many requests: waits as long as it was told to", async () => {
  world = await startWorld();
  world.vendor.fault({ ...CREATE_FILE, kind: "retry-after", headers: { "retry-after": "90" } });
  const id = world.submitted(2);
  const before = world.vendor.now();
  const view = await world.finish(id);
  expect(view.ledger.summarised).toBe(2);
  expect(world.vendor.now() - before).toBeGreaterThanOrEqual(90_000);
  expect(world.vendor.ledger.filter((one) => one.path === "/v1/files" && one.method === "POST")).toHaveLength(2);
});

test("a vendor that cannot be reached is named with since when, and work goes on once it answers", async () => {
  world = await startWorld();
  const id = world.submitted(2);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  world.vendor.fault({
    kind: "status",
    status: 500,
    headers: { "x-should-retry": "false" },
    times: Number.POSITIVE_INFINITY,
  });
  await world.until(() => getBatch(world.db, id).phase === "unreachable");
  expect(getBatch(world.db, id).label).toMatch(/^Cannot reach OpenAI since \d\d:\d\d$/);
  world.vendor.heal();
  expect((await world.finish(id)).label).toBe("Done");
});

test("the account's queue is full: waits with the reason, uses the same file, and asks again", async () => {
  world = await startWorld();
  const message = "Enqueued token limit reached for gpt-6-luna. Limit: 2,000,000 enqueued tokens.";
  const failed = (original: string) => {
    const errors = { object: "list", data: [{ code: "token_limit_exceeded", message, line: null, param: null }] };
    return JSON.stringify({ ...JSON.parse(original), status: "failed", errors });
  };
  world.vendorWorks = false;
  world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, kind: "body", body: listed(failed) });
  world.vendor.fault({ method: "GET", path: /\/v1\/batches\/[^/]+$/, kind: "body", body: failed });
  const id = world.submitted(2);
  await world.until(() => typeof getBatch(world.db, id).parts[0]?.reason === "string");
  expect(getBatch(world.db, id)).toMatchObject({ phase: "waiting", parts: [{ vendorErrors: [{ message }] }] });
  world.vendorWorks = true;
  const before = world.vendor.now();
  const view = await world.finish(id);
  expect(view.ledger.summarised).toBe(2);
  expect(world.vendor.now() - before).toBeGreaterThanOrEqual(5 * 60_000);
  expect(world.made()).toBe(2);
  expect(world.vendor.ledger.filter((one) => one.path === "/v1/files" && one.method === "POST")).toHaveLength(1);
});

test("a file that fails validation: every email fails with the vendor's reason", async () => {
  world = await startWorld({ vendor: { anyModel: false, models: ["other"] } });
  const view = await world.finish(world.submitted(3));
  expect(addsUp(view)).toBe(true);
  expect(view.ledger.failed).toBe(3);
  expect(view.phase).toBe("could-not-start");
  expect(view.parts[0]).toMatchObject({ state: "stopped", vendorStatus: "failed" });
  expect(view.reasons[0]?.message).not.toBe("");
});

test("cancelled before it was sent: nothing leaves, every email is accounted for", async () => {
  world = await startWorld();
  const id = world.submitted(3);
  cancel(world.db, id, world.vendor.now());
  const view = await world.finish(id);
  expect(view).toMatchObject({ phase: "stopped", label: "Stopped", ledger: { notRun: 3, pending: 0 } });
  expect(view.reasons).toEqual([
    { outcome: "not_run", code: "not_sent", message: "Stopped before it was sent", count: 3 },
  ]);
  expect(world.vendor.ledger).toEqual([]);
});

test("cancelled while it runs: what was answered is kept, the rest can be retried", async () => {
  world = await startWorld({ vendor: { groupSize: 2 } });
  world.vendorWorks = false;
  const id = world.submitted(10);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  await answerSome(world);
  cancel(world.db, id, world.vendor.now());
  expect(getBatch(world.db, id)).toMatchObject({ phase: "stopping", canCancel: false });
  world.vendorWorks = true;
  const view = await world.finish(id);
  expect(addsUp(view)).toBe(true);
  expect(view.phase).toBe("stopped");
  expect(view.ledger.summarised).toBeGreaterThan(0);
  expect(view.ledger.notRun).toBeGreaterThan(0);
  expect(await retry(world.db, id)).toBe(view.ledger.notRun);
  expect((await world.finish(id)).label).toBe("Done");
});

describe("a cancel that comes too late (409)", () => {
  test("of a batch that has ended at the vendor: its answers are collected", async () => {
    world = await startWorld();
    world.vendorWorks = false;
    const id = world.submitted(3);
    await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
    await world.vendor.drive();
    cancel(world.db, id, world.vendor.now());
    const view = await world.finish(id);
    expect(view.ledger).toMatchObject({ summarised: 3, pending: 0 });
  });

  test("of one that ends between look and cancel: every other batch is watched all the same", async () => {
    world = await startWorld();
    world.vendorWorks = false;
    const [late, other] = [world.submitted(2), world.submitted(4)];
    const all = [late, other];
    await world.until(() => all.every((id) => getBatch(world.db, id).parts[0]?.state === "submitted"));
    world.vendor.fault({ method: "POST", path: /\/cancel$/, kind: "status", status: 409, times: 3 });
    cancel(world.db, late, world.vendor.now());
    await world.until(() => world.vendor.ledger.some((call) => call.path.endsWith("/cancel")));
    expect(getBatch(world.db, other).phase).not.toBe("unreachable");
    world.vendorWorks = true;
    expect((await world.finish(other)).label).toBe("Done");
    expect(addsUp(await world.finish(late))).toBe(true);
  });
});

test("expired: the partial output is kept and the rest counts as not run", async () => {
  world = await startWorld({ vendor: { groupSize: 2 } });
  world.vendorWorks = false;
  const id = world.submitted(10);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  await answerSome(world);
  world.vendor.advance(25 * 3_600_000);
  world.vendorWorks = true;
  const view = await world.finish(id);
  expect(addsUp(view)).toBe(true);
  expect(view.ledger.summarised).toBeGreaterThan(0);
  expect(view.label).toBe(`Ran out of time: ${view.ledger.summarised} kept`);
  expect(view.reasons[0]).toMatchObject({ outcome: "not_run", code: "batch_expired" });
});

test("one list call per poll answers for any number of parts, among 500 batches of others, and though lists lag", async () => {
  world = await startWorld({ limits: { requests: 1, bytes: 1e6 } });
  const id = world.submitted(6);
  world.vendorWorks = false;
  const all = (is: (part: PartView) => boolean) => getBatch(world.db, id).parts.filter(is).length === 6;
  await world.until(() => all((part) => part.state === "submitted"));
  const calls = () => world.vendor.ledger.filter((call) => call.path.startsWith("/v1/batches?")).length;
  for (const foreign of [0, 500]) {
    for (let i = 0; i < foreign; i += 1) await foreignBatch(world);
    const before = { calls: calls(), now: world.vendor.now() };
    world.vendor.advance(60_000);
    await world.until(() => world.vendor.now() >= before.now + 300_000);
    const polls = (world.vendor.now() - before.now) / 30_000 + 1;
    expect(calls() - before.calls).toBeGreaterThan(2);
    expect(calls() - before.calls).toBeLessThanOrEqual(polls);
  }
  world.vendorWorks = true;
  expect((await world.finish(id)).ledger.summarised).toBe(6);
});

/** A list as it arrives when the batches in it read otherwise. */
function listed(change: (batch: string) => string): (list: string) => string {
  return (original) => {
    const list = JSON.parse(original) as { data: unknown[] };
    return JSON.stringify({ ...list, data: list.data.map((batch) => JSON.parse(change(JSON.stringify(batch)))) });
  };
}

/** A batch of somebody else on the same account. */
async function foreignBatch({ vendor }: World): Promise<void> {
  await fetch(`${vendor.url}/batches`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input_file_id: "file-x", endpoint: "/v1/chat/completions", completion_window: "24h" }),
  });
}

/** Lets the vendor work until it has answered some requests, but not all. */
async function answerSome({ vendor }: World): Promise<void> {
  for (let completed = 0; completed === 0; ) {
    await vendor.engine.step();
    completed = (await (await fetch(`${vendor.url}/batches`)).json()).data[0].request_counts.completed;
  }
}
