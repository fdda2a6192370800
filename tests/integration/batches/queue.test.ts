import { afterEach, describe, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { budgetOf, saveBudget } from "#lib/settings/budgets";
import { startWorld, type World } from "#tests/integration/batches/world";
import type { EmailWish } from "#tests/support/factories";

let world: World;
afterEach(() => world.close());

const MODEL = "gpt-6-luna";
const MINUTE = 60_000;

/** Emails of about `kilobytes` each, of words that no tokenizer knows: a token for two letters or so. */
function longEmails(count: number, kilobytes: number): EmailWish[] {
  const word = (n: number) => ((n * 2_654_435_761) >>> 0).toString(36);
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from({ length: kilobytes * 125 }, (_, n) => word(at * 100_000 + n));
    return { text: words.join(" ") };
  });
}

/** The vendor's refusal, once for every list and look-up of `times` batches. */
function refuse(message: string, times = 1): void {
  const errors = { object: "list", data: [{ code: "token_limit_exceeded", message, line: null, param: null }] };
  const failed = (batch: object) => ({ ...batch, status: "failed", errors });
  const one = (text: string) => JSON.stringify(failed(JSON.parse(text)));
  const all = (text: string) => {
    const list = JSON.parse(text) as { data: object[] };
    return JSON.stringify({ ...list, data: list.data.map(failed) });
  };
  world.vendor.fault({ method: "GET", path: /\/v1\/batches\?/, kind: "body", body: all, times });
  world.vendor.fault({ method: "GET", path: /\/v1\/batches\/[^/]+$/, kind: "body", body: one, times });
}

const partsOf = (id: number) => getBatch(world.db, id).parts;
const customIds = (id: number) =>
  world.db.$client.prepare("select custom_id from requests where batch_id = ? order by id").pluck().all(id);
const allIds = (id: number, count: number) => Array.from({ length: count }, (_, n) => `email-${n}-${id}`);

test("with a known limit parts wait their turn, and the page says for what and why", async () => {
  world = await startWorld({ limits: { requests: 4, bytes: 1e6 } });
  world.vendorWorks = false;
  saveBudget(world.db, { provider: "openai", model: MODEL, tokens: 1000 }, 0);
  const id = world.submitted(longEmails(12, 0).map(() => ({ text: "word ".repeat(120) })));
  await world.until(() => partsOf(id)[2]?.wait !== null && partsOf(id)[2]?.wait !== undefined);
  const [first, second, third] = partsOf(id);
  expect(first).toMatchObject({ state: "submitted", wait: null });
  expect(second?.wait).toEqual({
    for: { number: 1, batchName: null },
    until: null,
    why: `OpenAI lets 1,000 tokens wait at once for ${MODEL}, and what was sent before fills that.`,
  });
  expect(third?.wait?.for).toEqual({ number: 2, batchName: null });
  expect(world.made()).toBe(1);
  world.vendorWorks = true;
  const before = world.vendor.now();
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ summarised: 12, pending: 0 });
  expect(world.vendor.now() - before).toBeLessThan(5 * MINUTE);
});

describe("too large alone", () => {
  test("learns the limit from the message, and is cut to fit", async () => {
    world = await startWorld({ vendor: { queueLimit: 40_000 } });
    const id = world.submitted(longEmails(12, 20));
    const view = await world.finish(id);
    expect(budgetOf(world.db, "openai", MODEL)).toBe(40_000);
    expect(view.ledger).toEqual({ emails: 12, summarised: 12, failed: 0, notRun: 0, pending: 0 });
    expect(view.parts.length).toBeGreaterThan(2);
    expect(view.parts.map((part) => part.number)).toEqual(view.parts.map((_, at) => at + 1));
    expect(view.parts.reduce((sum, part) => sum + part.requestCount, 0)).toBe(12);
    expect(customIds(id)).toEqual(allIds(id, 12));
  });

  test("is halved where the message states no limit; the ledger stays exact, the first upload is deleted", async () => {
    world = await startWorld();
    refuse("Enqueued token limit reached. Please try again later.");
    const id = world.submitted(longEmails(15, 20));
    const view = await world.finish(id);
    expect(budgetOf(world.db, "openai", MODEL)).toBeNull();
    expect(view.parts.map((part) => part.requestCount)).toEqual([8, 7]);
    expect(view.ledger).toEqual({ emails: 15, summarised: 15, failed: 0, notRun: 0, pending: 0 });
    expect(customIds(id)).toEqual(allIds(id, 15));
    await world.until(
      () => world.db.$client.prepare("select 1 from deletions where deleted_at is null").get() === undefined,
    );
    const files = (await (await fetch(`${world.vendor.url}/files`)).json()) as { data: unknown[] };
    expect(files.data).toEqual([]);
  });

  test("killed at any slice while it is cut, every request is in exactly one part", async () => {
    world = await startWorld();
    refuse("Enqueued token limit reached.");
    const id = world.submitted(longEmails(15, 20));
    await world.until(() => partsOf(id).length === 2);
    await world.crash();
    const view = await world.finish(id);
    expect(view.ledger.summarised).toBe(15);
    expect(view.parts.reduce((sum, part) => sum + part.requestCount, 0)).toBe(15);
    expect(new Set(customIds(id)).size).toBe(15);
  });
});

test("waits while another part of ours fills the queue, and is sent as soon as that has ended", async () => {
  world = await startWorld({ limits: { requests: 2, bytes: 1e6 } });
  const id = world.submitted(4);
  world.vendorWorks = false;
  await world.until(() => partsOf(id).filter((part) => part.state === "submitted").length === 2);
  const second = partsOf(id)[1]?.vendorBatchId ?? "";
  const message = "Enqueued token limit reached for gpt-6-luna.";
  const errors = { object: "list", data: [{ code: "token_limit_exceeded", message, line: null, param: null }] };
  const fail = (text: string) => {
    const value = JSON.parse(text);
    const change = (batch: { id: string }) => (batch.id === second ? { ...batch, status: "failed", errors } : batch);
    return JSON.stringify(value.data ? { ...value, data: value.data.map(change) } : change(value));
  };
  world.vendor.fault({ method: "GET", path: /\/v1\/batches/, kind: "body", body: fail, times: 2 });
  await world.until(() => partsOf(id)[1]?.state === "waiting");
  expect(partsOf(id)[1]?.wait).toMatchObject({
    for: { number: 1, batchName: null },
    why: "OpenAI's queue for gpt-6-luna is full.",
  });
  const before = world.vendor.now();
  world.vendorWorks = true;
  expect((await world.finish(id)).ledger.summarised).toBe(4);
  expect(world.vendor.now() - before).toBeLessThan(5 * MINUTE);
});

test("with nothing else of ours queued it tries again after 5, 10, 20, 40 and 80 minutes, then says why it stopped", async () => {
  world = await startWorld();
  world.vendorWorks = false;
  refuse("Enqueued token limit reached for gpt-6-luna. Limit: 2,000,000 enqueued tokens.", 6);
  const id = world.submitted(2);
  const before = world.vendor.now();
  const view = await world.finish(id);
  expect((world.vendor.now() - before) / MINUTE).toBeGreaterThanOrEqual(155);
  expect(world.made()).toBe(6);
  expect(view).toMatchObject({ phase: "could-not-start", canRetry: true, ledger: { failed: 2 } });
  expect(view.reasons[0]).toMatchObject({ code: "token_limit_exceeded" });
});
