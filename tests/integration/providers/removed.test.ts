import { afterEach, beforeEach, expect, test } from "vitest";
import { noteExtra } from "#lib/batches/extras";
import { queueDeletion } from "#lib/batches/finish";
import { createOutboxStep } from "#lib/batches/outbox";
import { readEnv } from "#lib/env";
import { createEndpoint, findEndpoint, removeEndpoint } from "#lib/providers/endpoints";
import type { ProviderId } from "#lib/providers/kinds";
import { findProvider } from "#lib/providers/list";
import { openProvider } from "#lib/providers/open";
import type { VendorBatch } from "#lib/providers/vendor";
import { sealKey } from "#lib/settings/seal";
import type { WorkerContext } from "#lib/worker/lane";
import { type TempStore, tempStore } from "#tests/support/db";
import { startVendor, type Vendor } from "#tests/support/vendor";

/** An added provider that is removed while files of ours still lie there. */
const KEY = "sk-other-5678";
const NOW = Date.UTC(2026, 10, 23, 9);

let store: TempStore;
let vendor: Vendor;
let context: WorkerContext;
let provider: ProviderId;
let clock = NOW;

beforeEach(async () => {
  clock = NOW;
  store = await tempStore();
  vendor = await startVendor({ apiKey: KEY });
  const env = { ...readEnv({}), dataDir: store.dataDir };
  context = { db: store.db, env, now: () => clock, wake: () => {}, signal: new AbortController().signal };
  const key = await sealKey(store.dataDir, KEY);
  provider = createEndpoint(store.db, env, "batches", { name: "Other", baseUrl: vendor.url, key, concurrency: 1 }, 1);
});
afterEach(async () => {
  await vendor.close();
  store.close();
});

const keyOf = () => findEndpoint(store.db, provider)?.key ?? null;
const headers = { authorization: `Bearer ${KEY}` };

/** A file of ours that lies there, to be deleted. */
async function fileToDelete(): Promise<string> {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new File(["{}\n"], "mailgist.jsonl"));
  const made = await fetch(`${vendor.url}/files`, { method: "POST", headers, body: form });
  const { id } = (await made.json()) as { id: string };
  queueDeletion(store.db, { id: 1, batchId: 1, provider }, id, NOW);
  return id;
}

test("its key is kept until its files are deleted there, and then forgotten", async () => {
  const file = await fileToDelete();
  expect(findProvider(store.db, provider)?.endpoint?.toDelete).toBe(1);
  removeEndpoint(store.db, provider, NOW);
  expect(findProvider(store.db, provider)).toBeNull();
  const outbox = createOutboxStep(openProvider, provider);
  vendor.fault({ method: "DELETE", kind: "status", status: 503, headers: { "x-should-retry": "false" } });
  expect(await outbox(context)).toBe(true);
  expect(await outbox(context)).toBeGreaterThan(0);
  expect(keyOf()).not.toBeNull();
  clock += 60_000;
  expect(await outbox(context)).toBe(true);
  expect(await outbox(context)).toBe(false);
  expect(store.db.$client.prepare("select receipt from deletions").pluck().get()).toBe("200");
  expect((await fetch(`${vendor.url}/files/${file}`, { headers })).status).toBe(404);
  expect(keyOf()).toBeNull();
});

test("a batch sent twice that has not ended there keeps the key too", async () => {
  const batch = { id: "batch_x", status: "in_progress" } as VendorBatch;
  noteExtra(store.db, { id: 1, provider }, batch, NOW);
  removeEndpoint(store.db, provider, NOW);
  const outbox = createOutboxStep(openProvider, provider);
  expect(await outbox(context)).toBe(false);
  expect(keyOf()).not.toBeNull();
  store.db.$client.prepare("update extra_batches set ended_at = ?").run(NOW);
  expect(await outbox(context)).toBe(false);
  expect(keyOf()).toBeNull();
});

test("with nothing to delete its key is forgotten at once; a provider in use keeps its own", async () => {
  const outbox = createOutboxStep(openProvider, provider);
  expect(await outbox(context)).toBe(false);
  expect(keyOf()).not.toBeNull();
  removeEndpoint(store.db, provider, NOW);
  expect(keyOf()).toBeNull();
});
