import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cancel } from "#lib/batches/cancel";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { getBatch } from "#lib/batches/get";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { createEndpoint, removeEndpoint } from "#lib/providers/endpoints";
import type { ProviderId } from "#lib/providers/kinds";
import { saveModels } from "#lib/providers/models";
import { type ChatReply, type ChatServer, completion, startChat, usualReply } from "#tests/support/chat";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const EMAILS = 40;
const AT_ONCE = 3;

let store: TempStore;
let chat: ChatServer;
let provider: ProviderId;
let worker: ChildProcess | null = null;

beforeEach(async () => {
  store = await tempStore("web");
  chat = await startChat();
  const env = { ...readEnv({}), dataDir: store.dataDir };
  provider = createEndpoint(store.db, env, "chat", { name: "Ollama", baseUrl: chat.url, concurrency: AT_ONCE }, 1);
  saveModels(store.db, provider, [{ id: "llama3.2", createdAt: null, shutdownAt: null }], 1);
});
afterEach(async () => {
  await kill();
  await chat.close();
  store.close();
});

function start(): void {
  worker = spawn(process.execPath, ["tests/integration/providers/chat-child.ts", store.dataDir, provider], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NODE_OPTIONS: "" },
  });
}

async function kill(): Promise<void> {
  const dying = worker;
  worker = null;
  if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
  const gone = once(dying, "exit");
  dying.kill("SIGKILL");
  await gone;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(5);
}

function submitBatch(): number {
  const { datasetId } = makeDataset(store.db, { emails: EMAILS });
  const { id } = openDraft(store.db, datasetId, "");
  const { revision } = changeDraft(store.db, id, { provider });
  submit(store.db, id, revision, "", readEnv({}));
  return id;
}

it("killed with -9 again and again it asks nothing again that was answered, and loses nothing", async () => {
  const id = submitBatch();
  // The worker may die between the answer's last byte and the commit that keeps it: only what is under way may repeat.
  let inFlight = 0;
  for (const asked of [5, 17, 29]) {
    start();
    await until(() => chat.asked.length >= asked);
    await kill();
    inFlight += AT_ONCE;
  }
  start();
  await until(() => !getBatch(store.db, id).isActive);
  const { ledger, label, usage } = getBatch(store.db, id);
  expect(ledger).toEqual({ emails: EMAILS, summarised: EMAILS, failed: 0, notRun: 0, pending: 0 });
  expect(label).toBe("Done");
  expect(new Set(chat.asked).size).toBe(EMAILS);
  expect(chat.asked.length - EMAILS).toBeLessThanOrEqual(inFlight);
  expect(chat.mostAtOnce).toBeLessThanOrEqual(AT_ONCE);
  expect(usage).toMatchObject({ inputTokens: EMAILS * 30, outputTokens: EMAILS * 10, cost: 0 });
}, 120_000);

it("cancelled it stops at once and keeps what was answered; bad answers fail alone", async () => {
  const id = submitBatch();
  chat.script = (text): ChatReply | undefined => {
    const number = chat.asked.indexOf(text);
    if (number === 1) return completion("It is cut of", "length");
    if (number === 2) return completion("No JSON at all.");
    return number < 6 ? undefined : { ...(usualReply(text) as { body: unknown }), isLate: true };
  };
  start();
  await until(() => chat.asked.length >= 6 + AT_ONCE && (getBatch(store.db, id).progress?.done ?? 0) >= 6);
  expect(() => removeEndpoint(store.db, provider, 2)).toThrow(/1 batch is still running at Ollama/);
  cancel(store.db, id);
  await until(() => !getBatch(store.db, id).isActive);
  const { ledger, label } = getBatch(store.db, id);
  expect(ledger).toEqual({ emails: EMAILS, summarised: 4, failed: 2, notRun: EMAILS - 6, pending: 0 });
  expect(label).toBe("Stopped");
  expect(chat.asked.length).toBe(6 + AT_ONCE);
  removeEndpoint(store.db, provider, 2);
  expect(getBatch(store.db, id).providerName).toBe("Ollama");
}, 120_000);
