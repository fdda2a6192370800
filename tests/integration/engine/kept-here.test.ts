import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Engine, openEngine } from "#lib/engine/engine";
import { readEnv } from "#lib/env";
import { createEndpoint } from "#lib/providers/endpoints";
import type { ProviderId } from "#lib/providers/kinds";
import { places } from "#lib/store";
import { type Engines, openEngines } from "#lib/worker/engines";
import type { WorkerContext } from "#lib/worker/lane";
import { type ChatServer, startChat } from "#tests/support/chat";
import { type TempStore, tempStore } from "#tests/support/db";
import { firstWords } from "#tests/support/vendor";
import { createBatch, createClient, requestLines, uploadLines } from "#tests/support/vendor-engine";

/** Batches that are kept on this computer wait for it: it may be off for weeks. */
const DAY = 24 * 3_600_000;
let store: TempStore;
let chat: ChatServer;
let context: WorkerContext;
let engines: Engines;
let provider: ProviderId;
let clock = Date.UTC(2026, 10, 23, 9);

beforeEach(async () => {
  store = await tempStore();
  chat = await startChat();
  const env = { ...readEnv({}), dataDir: store.dataDir };
  context = { db: store.db, env, now: () => clock, wake: () => {}, signal: new AbortController().signal };
  provider = createEndpoint(store.db, env, "chat", { name: "Ollama", baseUrl: chat.url, concurrency: 2 }, 1);
  engines = openEngines(context);
});
afterEach(async () => {
  await engines.close();
  await chat.close();
  store.close();
});

const KINDS = [
  ["the built-in engine", () => engines.builtIn, () => places(store.dataDir).engine],
  ["a chat endpoint", () => engines.chat(provider), () => join(places(store.dataDir).chats, provider)],
] as const;

const clientOf = (engine: () => Engine) => createClient((request) => engine().fetch(request));

/** Works until there is nothing to do; answers what became of the batch. */
async function finish(engine: () => Engine, id: string) {
  while (await engine().step());
  const { status, request_counts } = await clientOf(engine).batches.retrieve(id);
  return { status, request_counts };
}

const DONE = { status: "completed", request_counts: { total: 3, completed: 3, failed: 0 } };

test.each(KINDS)("%s: a batch begun before the computer was off for 29 days goes on by itself", async (_, engine) => {
  const client = clientOf(engine);
  const id = await createBatch(client, await uploadLines(client, requestLines(3)), {});
  await engine().step();
  await engines.close();
  clock += 29 * DAY;
  engines = openEngines(context);
  expect(await finish(engine, id)).toEqual(DONE);
});

test.each(KINDS)(
  "%s: a batch that was made to end after a day gets as long as a new one",
  async (_, engine, folder) => {
    await engines.close();
    const earlier = openEngine({ directory: folder(), answer: firstWords, now: () => clock, anyModel: true });
    const client = createClient((request) => earlier.fetch(request));
    const id = await createBatch(client, await uploadLines(client, requestLines(3)), {});
    await earlier.close();
    clock += 3 * DAY;
    engines = openEngines(context);
    expect(await finish(engine, id)).toEqual(DONE);
  },
);
