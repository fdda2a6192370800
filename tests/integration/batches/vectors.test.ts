import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectPart } from "#lib/batches/collect";
import { getBatch } from "#lib/batches/get";
import { findPart, vectorPartsOf } from "#lib/batches/parts";
import { readSpend } from "#lib/batches/spend";
import { retryVectors } from "#lib/batches/vector-retry";
import { openaiClient } from "#lib/providers/openai";
import { type EmbeddingChoice, saveChoice } from "#lib/search/choice";
import { readModel, readProgress } from "#lib/search/model";
import { getVector } from "#lib/search/vectors";
import { saveCeiling } from "#lib/settings/ceiling";
import { editSummary } from "#lib/summaries/edit";
import { addsUp, startWorld, type World } from "#tests/integration/batches/world";
import { DOUBLE } from "#tests/support/embedding";
import type { VendorOptions } from "#tests/support/vendor";

const CHOICE: EmbeddingChoice = {
  provider: "openai",
  model: DOUBLE.model,
  dimensions: DOUBLE.dimensions,
  length: DOUBLE.dimensions,
};
const OUTPUT = { method: "GET", path: /\/content$/ };

let world: World;
async function start(vendor: VendorOptions = {}) {
  world = await startWorld({ vendor: { embed: DOUBLE, ...vendor } });
}
beforeEach(() => start());
afterEach(() => world.close());

const vectorsOf = (id: number) => getBatch(world.db, id).vectors;
const isMade = (id: number) => () => vectorsOf(id)?.state === "done";
const stored = () =>
  world.db.$client.prepare("select id, model, length(vector) / 4 as length from embeddings order by id").all() as {
    id: number;
    model: number;
    length: number;
  }[];
const quarantined = () =>
  world.db.$client.prepare("select line, why from quarantine order by line").all() as { line: number; why: string }[];
/** Works until the vectors' own batch has ended at the vendor and waits to be collected, and no further. */
async function untilCollecting(id: number) {
  await world.finish(id);
  world.killAt("getFile", "before");
  await world.until(() => world.kills === 1);
}

test("vectors are made in a part of their own, outside the ledger, once the summaries are collected", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(5);
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ emails: 5, summarised: 5, pending: 0 });
  await world.until(isMade(id));
  const after = getBatch(world.db, id);
  expect(after.ledger).toEqual(view.ledger);
  expect(after).toMatchObject({ label: view.label, usage: view.usage, finishedAt: view.finishedAt });
  expect(after.parts).toHaveLength(1);
  expect(after.vectors).toMatchObject({ state: "done", total: 5, made: 5, failed: 0, providerName: "OpenAI" });
  expect(after.vectors?.cost).toBeGreaterThan(0);
  const number = readModel(world.db)?.number;
  expect(stored()).toEqual([1, 2, 3, 4, 5].map((one) => ({ id: one, model: number, length: DOUBLE.dimensions })));
  expect(readProgress(world.db)).toEqual({ done: 5, total: 5 });
  expect(world.made()).toBe(2);
  expect(readSpend(world.db, world.context.now()).total).toBeGreaterThan(view.usage.cost ?? 0);
  await world.until(() => getBatch(world.db, id).deletions.every((one) => one.receipt !== null));
  expect(getBatch(world.db, id).deletions).toHaveLength(4);
});

test("nothing goes to a provider while the local model is chosen", async () => {
  const id = world.submitted(3);
  await world.finish(id);
  let rounds = 0;
  await world.until(() => ++rounds > 20);
  expect(vectorsOf(id)).toBeNull();
  expect(world.made()).toBe(1);
});

describe.each(["before", "after"] as const)("killed just %s", (when) => {
  test.each(["createFile", "createBatch", "downloadFile", "deleteFile"] as const)(
    "%s of its vectors, a batch has each once and is sent once",
    async (call) => {
      saveChoice(world.db, CHOICE);
      const id = world.submitted(4);
      await world.finish(id);
      await world.until(() => getBatch(world.db, id).deletions.every((one) => one.receipt !== null));
      world.killAt(call, when);
      await world.until(() => world.kills === 1);
      await world.until(isMade(id));
      expect(vectorsOf(id)).toMatchObject({ total: 4, made: 4, failed: 0 });
      expect(stored()).toHaveLength(4);
      expect(world.made()).toBe(2);
      expect(quarantined()).toEqual([]);
      expect(addsUp(getBatch(world.db, id))).toBe(true);
    },
  );
});

test("lines that are damaged, unknown or come twice make no vector and are counted", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(5);
  await untilCollecting(id);
  const [part] = vectorPartsOf(world.db, id);
  const original = await (await fetch(`${world.vendor.url}/files/${part?.outputFileId}/content`)).text();
  const [a = "", b = "", c = "", d = ""] = original.trimEnd().split("\n");
  const embedded = (line: string, embedding: unknown) => {
    const entry = JSON.parse(line);
    entry.response.body.data[0].embedding = embedding;
    return JSON.stringify(entry);
  };
  const stranger = a.replace(/vector-\d+/, "vector-999");
  const foreign = a.replace(/vector-\d+/, `email-0-${id}`);
  const lines = [a, "{broken", stranger, foreign, a, embedded(b, "AAAA"), embedded(c, Array(512).fill(Number.NaN)), d];
  const body = `\ufeff${lines.join("\r\n")}`;
  const sized = (text: string) => JSON.stringify({ ...JSON.parse(text), bytes: Buffer.byteLength(body) });
  world.vendor.fault({ method: "GET", path: new RegExp(`/files/${part?.outputFileId}$`), kind: "body", body: sized });
  world.vendor.fault({ ...OUTPUT, kind: "body", body: () => body });
  await world.until(isMade(id));
  expect(vectorsOf(id)).toMatchObject({ total: 5, made: 2, failed: 3 });
  expect(stored()).toHaveLength(2);
  expect(quarantined()).toEqual([
    { line: 2, why: "not JSON" },
    { line: 3, why: "no summary of this batch" },
    { line: 4, why: "no summary of this batch" },
    { line: 5, why: "a second answer for the same summary" },
  ]);
  expect(readProgress(world.db)).toEqual({ done: 2, total: 5 });

  expect(await retryVectors(world.db, id)).toBe(3);
  expect(await retryVectors(world.db, id)).toBe(0);
  await world.until(() => stored().length === 5);
  expect(readProgress(world.db)).toEqual({ done: 5, total: 5 });
  expect(vectorsOf(id)).toMatchObject({ failed: 0 });
});

test("a collect that ends half-way goes on where it was, and once more changes nothing", async () => {
  saveChoice(world.db, CHOICE);
  const emails = 2000;
  const id = world.submitted(emails);
  await untilCollecting(id);
  const [part] = vectorPartsOf(world.db, id);
  if (!part) throw new Error("there is no part");
  const client = openaiClient({ baseURL: world.vendor.url, apiKey: "sk-test-1234" });
  const open = async () => client;
  let looks = 0;
  const ending = new AbortController();
  const impatient = { ...world.context, signal: ending.signal };
  Object.defineProperty(ending.signal, "aborted", { get: () => ++looks > 1 });
  expect(await collectPart(impatient, open, part)).toBe(false);
  const half = vectorsOf(id);
  expect(half?.made).toBeGreaterThan(0);
  expect(half?.made).toBeLessThan(emails);
  expect(stored()).toHaveLength(half?.made ?? 0);
  const again = findPart(world.db, part.id);
  if (again) await collectPart(world.context, open, again);
  expect(vectorsOf(id)).toMatchObject({ state: "done", made: emails, failed: 0 });
  const before = stored();
  if (again) await collectPart(world.context, open, again);
  expect(stored()).toEqual(before);
  expect(vectorsOf(id)).toMatchObject({ made: emails, failed: 0 });
  expect(quarantined()).toEqual([]);
});

test("with another model the vectors are made anew, and those of the one before are never compared", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(3);
  await world.finish(id);
  await world.until(isMade(id));
  const later = world.submitted(2);
  await world.finish(later);
  await world.until(() => vectorsOf(later)?.total === 2);
  saveChoice(world.db, { ...CHOICE, model: "text-embedding-3-large" });
  const number = readModel(world.db)?.number ?? 0;
  expect(getVector(world.db.$client, 1, number)).toBeNull();
  await world.until(() => readProgress(world.db).done === 5);
  expect(stored().map((one) => one.model)).toEqual([number, number, number, number, number]);
  for (const batch of [id, later])
    expect(vectorsOf(batch)).toMatchObject({ model: "text-embedding-3-large", state: "done", failed: 0 });
});

test("the month's ceiling holds vectors back, says so, and lets them go when it is lifted", async () => {
  const id = world.submitted(3);
  await world.finish(id);
  saveCeiling(world.db, 0.000_000_1, world.context.now());
  saveChoice(world.db, CHOICE);
  await world.until(() => (vectorsOf(id)?.reason ?? "").includes("over the ceiling"));
  expect(vectorsOf(id)).toMatchObject({ state: "waiting", total: 3, made: 0 });
  expect(world.made()).toBe(1);
  saveCeiling(world.db, null, world.context.now());
  await world.until(isMade(id));
  expect(vectorsOf(id)).toMatchObject({ made: 3, reason: null });
});

test("a corrected summary gets its vector live, without another batch", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(3);
  await world.finish(id);
  await world.until(isMade(id));
  const number = readModel(world.db)?.number ?? 0;
  const before = getVector(world.db.$client, 1, number);
  const text = "The dog ate the invoice and the customer wants a refund";
  editSummary(world.db, { id: 1, revision: 1, text }, { at: world.context.now(), who: "Ann" });
  expect(readProgress(world.db)).toEqual({ done: 2, total: 3 });
  await world.until(() => readProgress(world.db).done === 3);
  const [wanted] = await DOUBLE.embed([text]);
  const after = getVector(world.db.$client, 1, number);
  expect(after).not.toEqual(before);
  expect(after?.every((value, at) => Math.abs(value - (wanted?.[at] ?? 0)) < 1e-6)).toBe(true);
  expect(world.made()).toBe(2);
  expect(vectorPartsOf(world.db, id)).toHaveLength(1);
});

test("a provider that refuses leaves its reason, and the summaries to be found by their words", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(2);
  await world.finish(id);
  world.vendor.fault({ method: "POST", path: /\/batches$/, kind: "status", status: 400 });
  await world.until(isMade(id));
  expect(vectorsOf(id)).toMatchObject({ made: 0, failed: 2 });
  expect(vectorsOf(id)?.reason).toContain("Could not start");
  expect(getBatch(world.db, id)).toMatchObject({ label: "Done", canRetry: false, canCancel: false });
});

test("a batch that is stopped still has vectors for what it summarised; one in the bin is sent nowhere", async () => {
  saveChoice(world.db, CHOICE);
  const id = world.submitted(3);
  await world.finish(id);
  await world.until(() => vectorsOf(id) !== null);
  world.db.$client.prepare("update batches set cancel_requested_at = 1 where id = ?").run(id);
  await world.until(isMade(id));
  expect(vectorsOf(id)).toMatchObject({ made: 3 });
  const other = world.submitted(2);
  world.db.$client.prepare("update batches set removed_at = 1 where id = ?").run(other);
  await world.finish(other);
  const made = world.made();
  let rounds = 0;
  await world.until(() => ++rounds > 20);
  expect(vectorsOf(other)).toBeNull();
  expect(world.made()).toBe(made);
  world.db.$client.prepare("update batches set removed_at = null where id = ?").run(other);
  await world.until(isMade(other));
  expect(vectorsOf(other)).toMatchObject({ made: 2 });
});
