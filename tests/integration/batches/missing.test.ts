import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cancel } from "#lib/batches/cancel";
import { getBatch } from "#lib/batches/get";
import { MISSING_WAITS_MS } from "#lib/batches/limits";
import { startWorld, type World } from "#tests/integration/batches/world";
import type { Fault } from "#tests/support/vendor-faults";

/** What the provider should have and does not show: no single look throws a paid answer away. */
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const MINUTE = 60_000;
const ALWAYS = { times: Number.POSITIVE_INFINITY };
const FILE = { method: "GET", path: /\/files\/[^/?]+$/ };
const CONTENT = { method: "GET", path: /\/content$/ };
const BATCH = { method: "GET", path: /\/v1\/batches\/[^/]+$/ };

const partOf = (id: number) => getBatch(world.db, id).parts[0];
const deletedIds = () => world.db.$client.prepare("select vendor_file_id from deletions").pluck().all();
const looksAt = (rule: { path: RegExp }) =>
  world.vendor.ledger.filter((call) => call.method === "GET" && rule.path.test(call.path)).map((call) => call.at);

/** A batch that has ended and names no file its answers would be in. */
const unnamed = (text: string) => JSON.stringify({ ...JSON.parse(text), output_file_id: null });

const ONCE: [string, Fault][] = [
  ["a 404 for the results' size", { ...FILE, kind: "status", status: 404 }],
  ["a 404 for the results themselves", { ...CONTENT, kind: "status", status: 404 }],
  ["completed without the name of a file", { ...BATCH, kind: "body", body: unnamed }],
];
test.each(ONCE)("%s, once: every paid answer is kept, and the results are deleted only after", async (_, fault) => {
  world.vendor.fault(fault);
  const id = world.submitted(3);
  await world.until(() => (partOf(id)?.reason ?? "").includes("asks again"));
  expect(partOf(id)?.reason).toMatch(/^The provider does not show the file with the answers\. Mailgist asks again/);
  expect(deletedIds()).toEqual([]);
  const view = await world.finish(id);
  expect(view).toMatchObject({ label: "Done", ledger: { summarised: 3, notRun: 0 } });
  expect(view.parts[0]?.reason).toBeNull();
  expect(deletedIds()).toContain(view.parts[0]?.outputFileId);
});

const EVER: [string, Fault, string][] = [
  ["a 404 for the results", { ...FILE, ...ALWAYS, kind: "status", status: 404 }, "results_gone"],
  ["completed without the name of a file", { ...BATCH, ...ALWAYS, kind: "body", body: unnamed }, "no_answer"],
];
describe.each(EVER)("%s, for good", (_, fault, code) => {
  test("is believed after several looks over 10 to 30 minutes", async () => {
    world.vendor.fault(fault);
    const view = await world.finish(world.submitted(3));
    expect(view.reasons).toMatchObject([{ outcome: "not_run", code, count: 3 }]);
    const looks = looksAt(fault as { path: RegExp });
    expect(looks).toHaveLength(MISSING_WAITS_MS.length + 1);
    const over = (looks.at(-1) ?? 0) - (looks[0] ?? 0);
    expect(over).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(over).toBeLessThanOrEqual(31 * MINUTE);
  });

  test("a restart neither begins the looks anew nor ends them early", async () => {
    world.vendor.fault(fault);
    const id = world.submitted(3);
    for (const looks of [1, 2, 3]) {
      await world.until(() => looksAt(fault as { path: RegExp }).length === looks);
      await world.crash();
    }
    await world.finish(id);
    expect(looksAt(fault as { path: RegExp })).toHaveLength(MISSING_WAITS_MS.length + 1);
  });
});

test("one 404 to a cancel throws nothing away that was answered before", async () => {
  const id = world.submitted(3);
  world.vendorWorks = false;
  await world.until(() => partOf(id)?.state === "submitted");
  await world.vendor.engine.step();
  world.vendor.fault({ method: "POST", path: /\/cancel$/, kind: "status", status: 404 });
  cancel(world.db, id, world.context.now());
  await world.until(() => world.vendor.ledger.some((call) => call.path.endsWith("/cancel")));
  expect(partOf(id)?.state).toBe("submitted");
  world.vendorWorks = true;
  expect((await world.finish(id)).ledger).toMatchObject({ summarised: 3, notRun: 0 });
});

test("a batch that is gone for good, and is to be stopped, is given up after several looks", async () => {
  const id = world.submitted(3);
  world.vendorWorks = false;
  await world.until(() => partOf(id)?.state === "submitted");
  world.vendor.fault({ path: /\/v1\/batches\/[^/]+/, ...ALWAYS, kind: "status", status: 404 });
  const empty = JSON.stringify({ object: "list", data: [], has_more: false });
  world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, ...ALWAYS, kind: "body", body: empty });
  cancel(world.db, id, world.context.now());
  const from = world.vendor.now();
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ notRun: 3, pending: 0 });
  expect(world.vendor.now() - from).toBeGreaterThanOrEqual(10 * MINUTE);
});
