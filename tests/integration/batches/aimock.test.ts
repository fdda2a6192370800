import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { installId } from "#lib/batches/install";
import { retry } from "#lib/batches/retry";
import { openProvider } from "#lib/providers/open";
import { startWorld, type World } from "#tests/integration/batches/world";

/** The same client code against a server that others wrote. Its answers are canned, its statuses move when asked. */
let mock: LLMock;
let world: World;

/** What its next batches come to; it is told in a header of the call that makes them. */
let outcome: "completed" | "failed" | "expired" | "cancelled";

beforeEach(async () => {
  mock = new LLMock({ port: 0, host: "127.0.0.1" });
  await mock.start();
  outcome = "completed";
  world = await startWorld({
    baseURL: `${mock.url}/v1`,
    vendor: { now: Date.now },
    fetch: (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set("x-aimock-batch-outcome", outcome);
      return fetch(url, { ...init, headers });
    },
    work: moveOn,
  });
});
afterEach(async () => {
  await world.close();
  await mock.stop();
});

test("a draft becomes summaries", async () => {
  const id = world.submitted(25);
  const view = await world.finish(id);
  expect(view.ledger).toEqual({ emails: 25, summarised: 25, failed: 0, notRun: 0, pending: 0 });
  expect(view).toMatchObject({ label: "Done", usage: { inputTokens: 25, outputTokens: 25 } });
  const texts = world.db.$client.prepare("select distinct text from summaries").pluck().all();
  expect(texts).toEqual(["Mock batch completion"]);
});

test("the server holds the very file that was previewed, until it is deleted there", async () => {
  const id = world.submitted(5);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  const part = getBatch(world.db, id).parts[0];
  const stored = await fetch(`${mock.url}/v1/files/${part?.vendorFileId}/content`);
  const bytes = Buffer.from(await stored.arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(part?.sha256);
  expect(bytes).toEqual(readFileSync(join(world.dataDir, "parts", `${part?.id}.jsonl`)));
  await world.finish(id);
  const open = () => world.db.$client.prepare("select 1 from deletions where deleted_at is null").get();
  await world.until(() => open() === undefined);
  expect((await fetch(`${mock.url}/v1/files/${part?.vendorFileId}`)).status).toBe(404);
});

test.each(["createFile", "createBatch"] as const)("a lost reply to %s is found again there", async (call) => {
  world.killAt(call, "after");
  const id = world.submitted(3);
  const view = await world.finish(id);
  expect(world.kills).toBe(1);
  expect(view.ledger.summarised).toBe(3);
  const list = await (await fetch(`${mock.url}/v1/batches`)).json();
  expect(list.data.filter(isOurs())).toHaveLength(1);
});

test("a retry makes a second batch there", async () => {
  const id = world.submitted(3);
  await world.finish(id);
  world.db.$client.exec("update requests set outcome = 'failed', reason = 'x' where id = 2");
  expect(await retry(world.db, id)).toBe(1);
  const view = await world.finish(id);
  expect(view.parts.map((part) => part.requestCount)).toEqual([3, 1]);
  expect(view.ledger.summarised).toBe(3);
});

test("the worker's own way to the provider leads there", async () => {
  const client = await openProvider(world.context, "openai");
  const id = world.submitted(1);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  const { batches } = await client.listBatches({ limit: 5 });
  expect(batches[0]?.metadata).toMatchObject({ app: "mailgist", batch: String(id), part: "1" });
});

test.each([
  ["failed", { phase: "done-with-problems", ledger: { failed: 4 } }],
  ["expired", { phase: "ran-out-of-time", ledger: { pending: 0 } }],
  ["cancelled", { ledger: { pending: 0 } }],
] as const)("a batch that comes out %s there is accounted for, email by email", async (word, expected) => {
  outcome = word;
  const view = await world.finish(world.submitted(4));
  expect(view.parts[0]?.vendorStatus).toBe(word);
  expect(view).toMatchObject(expected);
  const { summarised, failed, notRun } = view.ledger;
  expect(summarised + failed + notRun).toBe(4);
});

test.each([
  ["dropped calls", { dropRate: 0.3 }],
  ["garbled replies", { malformedRate: 0.3 }],
  ["cut connections", { disconnectRate: 0.3 }],
  ["refusals to be asked so often", { rateLimitRate: 0.3 }],
  ["slow replies", { latencyMs: 20 }],
] as const)("with %s nothing is lost and nothing sent twice", async (_, chaos) => {
  mock.setChaos(chaos);
  const id = world.submitted(3);
  await world.until(() => !getBatch(world.db, id).isActive);
  expect(getBatch(world.db, id).ledger).toMatchObject({ summarised: 3, pending: 0 });
  mock.clearChaos();
  const list = await (await fetch(`${mock.url}/v1/batches?limit=100`)).json();
  expect(list.data.filter(isOurs())).toHaveLength(1);
});

/** Its batches take a step whenever one of them is asked for by itself. */
async function moveOn(): Promise<void> {
  const ids = world.db.$client.prepare("select vendor_batch_id from parts where state = 'submitted'").pluck().all();
  for (const id of ids)
    await fetch(`${mock.url}/v1/batches/${id}`).then(
      (reply) => reply.text(),
      () => "",
    );
}

/** The server keeps the batches of all tests of this file; each store has an id of its own. */
function isOurs() {
  const install = installId(world.db, 0);
  return (batch: { metadata?: Record<string, string> }) => batch.metadata?.install === install;
}
