import { afterEach, beforeEach, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { startWorld, type World } from "#tests/integration/batches/world";

/** What a lost call did shows up only after its batch has ended: it is found all the same. */
let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const HOUR = 3_600_000;
const ALWAYS = Number.POSITIVE_INFINITY;
type Listed = { id: string; status?: string; filename?: string };

const partOf = (id: number) => getBatch(world.db, id).parts[0];
const list = async (what: "files" | "batches") =>
  ((await (await fetch(`${world.vendor.url}/${what}?limit=100`)).json()) as { data: Listed[] }).data;

/** A list without its newest, as long as `isHidden` says. */
function lag(path: RegExp, keep: (one: Listed) => boolean, isHidden: () => boolean) {
  const body = (text: string) => {
    const page = JSON.parse(text) as { data: Listed[] };
    return JSON.stringify({ ...page, data: page.data.filter(keep) });
  };
  world.vendor.fault({ method: "GET", path, kind: "body", times: ALWAYS, chance: isHidden, body });
}

/** Lets so many hours of the clock pass, with some work in each quarter of one. */
async function pass(hours: number) {
  const end = world.vendor.now() + hours * HOUR;
  while (world.vendor.now() < end) {
    world.vendor.advance(HOUR / 4);
    let rounds = 0;
    await world.until(() => rounds++ >= 5);
  }
}

/** A batch whose creation took effect though the reply was lost: the list hides the double until it is shown. */
function doubled() {
  world.vendor.fault({ method: "POST", path: /\/batches$/, kind: "reset-after" });
  let isHidden = true;
  lag(
    /\/batches\?/,
    (one) => one.id === partOf(id)?.vendorBatchId,
    () => isHidden,
  );
  const id = world.submitted(3);
  return { id, show: () => (isHidden = false) };
}

test.each([
  ["ten minutes", 0],
  ["an hour", 1],
  ["a day", 2],
])(
  "a double that the list shows only after its batch has ended, by the look after %s, is ended and its files deleted",
  async (_, looks) => {
    const { id, show } = doubled();
    expect((await world.finish(id)).label).toBe("Done");
    expect(world.made()).toBe(2);
    const counted = "select look_agains from parts";
    await world.until(() => world.db.$client.prepare(counted).pluck().get() === looks);
    show();
    await world.until(() => (partOf(id)?.extras[0]?.endedAt ?? null) !== null);
    expect(world.db.$client.prepare(counted).pluck().get()).toBe(looks + 1);
    const double = (await list("batches")).find((one) => one.id !== partOf(id)?.vendorBatchId);
    expect(partOf(id)?.extras).toMatchObject([{ vendorBatchId: double?.id, endedAt: expect.any(Number) }]);
    await world.until(() => getBatch(world.db, id).deletions.every((one) => one.deletedAt !== null));
    expect(await list("files")).toEqual([]);
  },
);

test("a double behind 150 batches of others is found, after a restart too", async () => {
  const { id, show } = doubled();
  await world.finish(id);
  const body = JSON.stringify({ input_file_id: "file-x", endpoint: "/v1/chat/completions", completion_window: "24h" });
  const headers = { "content-type": "application/json" };
  for (let i = 0; i < 150; i += 1) await fetch(`${world.vendor.url}/batches`, { method: "POST", headers, body });
  show();
  await world.crash();
  await pass(0.5);
  expect(partOf(id)?.extras).toHaveLength(1);
});

test("an upload that shows up only after another took its place is deleted; a file of another copy is not", async () => {
  world.vendor.fault({ method: "POST", path: /\/files$/, kind: "reset-after" });
  let isHidden = true;
  lag(
    /\/files\?/,
    () => false,
    () => isHidden,
  );
  const id = world.submitted(3);
  await world.finish(id);
  const uploads = world.vendor.ledger.filter((call) => call.path.endsWith("/files") && call.created !== null);
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new File(["{}\n"], `mailgist-0000-${partOf(id)?.id}-ffffffffffffffff.jsonl`));
  const theirs = (await (await fetch(`${world.vendor.url}/files`, { method: "POST", body: form })).json()) as Listed;
  isHidden = false;
  await pass(0.5);
  const left = (await list("files")).map((one) => one.id);
  expect(uploads).toHaveLength(2);
  expect(left).toEqual([theirs.id]);
});

test("nobody is asked again about what was never in doubt, nor after the last look", async () => {
  await world.finish(world.submitted(2));
  await pass(1);
  const calls = world.vendor.ledger.length;
  await pass(30);
  expect(world.vendor.ledger).toHaveLength(calls);
  world.vendor.fault({ method: "POST", path: /\/batches$/, kind: "reset-after" });
  await world.finish(world.submitted(2));
  await pass(30);
  const after = world.vendor.ledger.length;
  await pass(30);
  expect(world.vendor.ledger).toHaveLength(after);
  expect(world.db.$client.prepare("select count(*) from parts where doubt_at is not null").pluck().get()).toBe(0);
});
