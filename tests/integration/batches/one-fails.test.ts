import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readActivity } from "#lib/activity";
import { cancel } from "#lib/batches/cancel";
import { getBatch } from "#lib/batches/get";
import { readAway } from "#lib/providers/reach";
import { startWorld, type World } from "#tests/integration/batches/world";

/** One batch or file the provider cannot deal with holds up nothing else there, and says why it stands still. */
let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.vendorWorks = false;
});
afterEach(() => world.close());

const HOUR = 3_600_000;
const ALWAYS = { times: Number.POSITIVE_INFINITY, headers: { "x-should-retry": "false" } };
const partOf = (id: number) => getBatch(world.db, id).parts[0];
const isDone = (id: number) => !getBatch(world.db, id).isActive;
const callsTo = (path: RegExp) => world.vendor.ledger.filter((call) => path.test(call.path));

/** Two batches at the vendor, which has ended both; the older one's ids there. */
async function twoEnded() {
  const [first, second] = [world.submitted(2), world.submitted(2)];
  await world.until(() => [first, second].every((id) => partOf(id)?.state === "submitted"));
  await world.vendor.drive();
  const list = (await (await fetch(`${world.vendor.url}/batches`)).json()) as { data: Record<string, string>[] };
  const own = list.data.find((batch) => batch.id === partOf(first)?.vendorBatchId);
  return { first, second, batch: String(own?.id), output: String(own?.output_file_id) };
}

/** Works on for so many hours of the clock. */
async function pass(hours: number) {
  const end = world.vendor.now() + hours * HOUR;
  await world.until(() => world.vendor.now() >= end);
}

const refusal = JSON.stringify({ error: { message: "This project may not read files.", code: "denied" } });
describe.each([
  ["a refusal (403)", { status: 403, body: refusal }, "This project may not read files."],
  ["a failure (500)", { status: 500 }, "Scripted 500"],
])("%s of one batch's results", (_, answer, words) => {
  test("holds up no other batch, is asked about ever more rarely, and stands on the page", async () => {
    const { first, second, output } = await twoEnded();
    const path = new RegExp(`/files/${output}/content`);
    world.vendor.fault({ method: "GET", path, kind: "status", ...answer, ...ALWAYS });
    await world.until(() => isDone(second));
    await pass(24);
    expect(partOf(first)?.state).toBe("collecting");
    expect(partOf(first)?.reason).toBe(`The results cannot be fetched yet, and Mailgist keeps asking: ${words}`);
    expect(readAway(world.db, "openai")).toBeNull();
    expect(callsTo(path).length).toBeLessThan(45);
    world.vendor.heal();
    expect((await world.finish(first)).label).toBe("Done");
    expect(partOf(first)?.reason).toBeNull();
  });
});

test("one batch that the provider cannot show (500) keeps no other from ending", async () => {
  const { first, second, batch } = await twoEnded();
  const path = new RegExp(`/batches/${batch}$`);
  world.vendor.fault({ method: "GET", path, kind: "status", status: 500, ...ALWAYS });
  await world.until(() => isDone(second));
  await pass(2);
  expect(partOf(first)).toMatchObject({ state: "submitted" });
  expect(partOf(first)?.reason).toBe("The provider cannot say how this batch is doing: Scripted 500");
  expect(readAway(world.db, "openai")).toBeNull();
  world.vendor.heal();
  expect((await world.finish(first)).label).toBe("Done");
});

test("one batch whose connection always breaks keeps no other from ending", async () => {
  const { first, second, batch } = await twoEnded();
  world.vendor.fault({ method: "GET", path: new RegExp(`/batches/${batch}$`), kind: "reset-before", ...ALWAYS });
  await world.until(() => isDone(second));
  world.vendor.heal();
  expect((await world.finish(first)).label).toBe("Done");
});

test("one cancel that fails (500) keeps no other from being asked for, and is asked for again", async () => {
  const [first, second] = [world.submitted(2), world.submitted(2)];
  await world.until(() => [first, second].every((id) => partOf(id)?.state === "submitted"));
  const path = new RegExp(`/batches/${partOf(first)?.vendorBatchId}/cancel$`);
  world.vendor.fault({ method: "POST", path, kind: "status", status: 500, times: 3 });
  for (const id of [first, second]) cancel(world.db, id, world.context.now());
  await world.until(() => callsTo(/cancel$/).some((call) => !path.test(call.path)));
  expect(callsTo(path).length).toBeLessThanOrEqual(1);
  world.vendorWorks = true;
  await world.until(() => isDone(first) && isDone(second));
});

describe("a size that does not agree with what comes", () => {
  const sized = (change: object) => (text: string) => JSON.stringify({ ...JSON.parse(text), ...change });

  test("never: the answers are taken after several tries, since as many lines come as were counted", async () => {
    const { first, second, output } = await twoEnded();
    const path = new RegExp(`/files/${output}$`);
    world.vendor.fault({ method: "GET", path, kind: "body", body: sized({ bytes: 7 }), times: ALWAYS.times });
    await world.until(() => isDone(second));
    expect(partOf(first)?.reason).toContain("does not show all of the answers. Mailgist asks again");
    expect((await world.finish(first)).ledger).toMatchObject({ summarised: 2 });
    expect(callsTo(new RegExp(`/files/${output}/content`)).length).toBeLessThan(10);
  });

  test("the endpoint tells no sizes: the answers are taken at once", async () => {
    world.vendorWorks = true;
    world.vendor.fault({
      method: "GET",
      path: /\/files\/[^/?]+$/,
      kind: "body",
      body: sized({ bytes: undefined }),
      times: ALWAYS.times,
    });
    expect((await world.finish(world.submitted(3))).ledger).toMatchObject({ summarised: 3 });
    expect(callsTo(/content$/)).toHaveLength(1);
  });

  test("always half of it: never taken, asked for ever more rarely, nothing is deleted", async () => {
    const { first, output } = await twoEnded();
    const path = new RegExp(`/files/${output}/content`);
    world.vendor.fault({ method: "GET", path, kind: "truncate", quiet: true, times: ALWAYS.times });
    await pass(24);
    expect(partOf(first)?.state).toBe("collecting");
    expect(partOf(first)?.reason).toContain("Mailgist keeps asking: only some of them come");
    expect(callsTo(path).length).toBeLessThan(55);
    expect(callsTo(new RegExp(`/files/${output}$`)).filter((call) => call.method === "DELETE")).toEqual([]);
    world.vendor.heal();
    expect((await world.finish(first)).ledger).toMatchObject({ summarised: 2 });
  });
});

test("a key that is not accepted any more is said as that, and the batch goes on with another", async () => {
  const id = world.submitted(2);
  await world.until(() => partOf(id)?.state === "submitted");
  const body = JSON.stringify({ error: { message: "Incorrect API key provided", code: "invalid_api_key" } });
  world.vendor.fault({ method: "GET", path: /batches/, kind: "status", status: 401, body, ...ALWAYS });
  await pass(1);
  const seen = getBatch(world.db, id, "en");
  expect(seen.label).toMatch(/^OpenAI does not accept the key since \d\d:\d\d$/);
  expect(seen.now).toMatchObject({ provider: "openai", isRefused: true });
  expect(readActivity(world.db, world.vendor.now()).unreachable).toMatchObject([{ name: "OpenAI", isRefused: true }]);
  world.vendor.heal();
  await world.vendor.drive();
  expect((await world.finish(id)).label).toBe("Done");
  expect(readAway(world.db, "openai")).toBeNull();
});
