import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { MOST_FAILED_SENDS } from "#lib/batches/limits";
import { retry } from "#lib/batches/retry";
import { startWorld, type World } from "#tests/integration/batches/world";

/** Sending that fails without a clean answer: tried again ever more rarely, and not for ever. */
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const partOf = (id: number) => getBatch(world.db, id).parts[0];
const CALLS = [
  ["the upload", /\/v1\/files$/],
  ["the batch", /\/v1\/batches$/],
] as const;
const timesOf = (path: RegExp) =>
  world.vendor.ledger.filter((call) => call.method === "POST" && path.test(call.path)).map((call) => call.at);

describe.each(CALLS)("a 500 for %s", (_, path) => {
  test("always: waits longer each time, says so, stops with the provider's words, and can be sent again", async () => {
    world.vendor.fault({ method: "POST", path, kind: "status", status: 500, times: Number.POSITIVE_INFINITY });
    const id = world.submitted(3);
    await world.until(() => partOf(id)?.state === "waiting" && (partOf(id)?.reason ?? "").includes("3 times"));
    expect(partOf(id)?.wait?.why).toBe("Sending failed 3 times: Scripted 500");
    await world.crash();
    const view = await world.finish(id);
    expect(view.phase).toBe("could-not-start");
    expect(view.label).toBe(`Could not start: Sending failed ${MOST_FAILED_SENDS} times: Scripted 500`);
    expect(view.ledger).toMatchObject({ notRun: 3, pending: 0 });
    const times = timesOf(path);
    expect(times).toHaveLength(MOST_FAILED_SENDS);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(gaps[0]).toBeLessThan(2 * MINUTE);
    expect(gaps[10]).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(30 * MINUTE);
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(8 * HOUR);
    world.vendor.heal();
    expect(await retry(world.db, id)).toBe(3);
    expect((await world.finish(id)).label).toBe("Done");
  });

  test("for an hour: sent once it works again, one of each", async () => {
    world.vendor.fault({ method: "POST", path, kind: "status", status: 500, times: Number.POSITIVE_INFINITY });
    const id = world.submitted(3);
    const end = world.vendor.now() + HOUR;
    await world.until(() => world.vendor.now() >= end);
    world.vendor.heal();
    const view = await world.finish(id);
    expect(view).toMatchObject({ label: "Done", ledger: { summarised: 3 } });
    expect(view.parts[0]?.reason).toBeNull();
    expect(world.vendor.ledger.filter((call) => call.method === "POST" && call.created !== null)).toHaveLength(2);
    expect(world.vendor.now() - end).toBeLessThan(40 * MINUTE);
  });
});
