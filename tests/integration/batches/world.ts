import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Db } from "#db/client";
import { createCollectStep } from "#lib/batches/collect";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { getBatch } from "#lib/batches/get";
import { PART_LIMITS, type PartLimits } from "#lib/batches/limits";
import { createLookAgainStep } from "#lib/batches/look-again";
import { createOutboxStep } from "#lib/batches/outbox";
import { createExpandStep, createSendStep, type OpenProvider } from "#lib/batches/step";
import { submit } from "#lib/batches/submit";
import { createSyncStep } from "#lib/batches/sync";
import { createVectorFillStep } from "#lib/batches/vector-fill";
import type { BatchView } from "#lib/batches/view";
import { readEnv } from "#lib/env";
import { type OpenAIOptions, openaiClient } from "#lib/providers/openai";
import type { VendorClient } from "#lib/providers/vendor";
import { requeue } from "#lib/search/model";
import { openStore, places } from "#lib/store";
import type { Step, WorkerContext } from "#lib/worker/lane";
import { tempStore } from "#tests/support/db";
import { type EmailWish, makeDataset } from "#tests/support/factories";
import { startVendor, type Vendor, type VendorOptions } from "#tests/support/vendor";

const START = Date.UTC(2026, 10, 23, 9);
const MOST_ROUNDS = 3000;

export type World = {
  db: Db;
  dataDir: string;
  vendor: Vendor;
  context: WorkerContext;
  /** Works, and moves the clock where everybody waits, until the condition holds. Throws when it never does. */
  until: (isDone: () => boolean) => Promise<void>;
  /** Works until the batch has ended; answers it. */
  finish: (batchId: number) => Promise<BatchView>;
  /** The worker dies without a word: its memory is gone, the database is opened anew. */
  crash: () => Promise<void>;
  /** Makes a dataset and a draft for OpenAI with the Classic recipe. */
  draft: (emails: number | EmailWish[]) => { id: number; datasetId: number; emailIds: number[] };
  /** The same, submitted. */
  submitted: (emails: number | EmailWish[]) => number;
  /** Batches the vendor made. */
  made: () => number;
  /** Arms a kill: the worker dies just before or just after its next call of this name reaches the vendor. */
  killAt: (call: keyof VendorClient, when: "before" | "after") => void;
  /** How often it was killed so far. */
  kills: number;
  /** Moves the worker's clock alone. */
  moveClock: (ms: number) => void;
  /** Makes room again where a file was put that cannot be written. */
  free: (name: string) => void;
  /** The worker driven by hand works no more: a real one is to take its place. */
  stop: () => void;
  /** While false the vendor accepts but does not work. */
  vendorWorks: boolean;
  close: () => Promise<void>;
};

/**
 * A store, a worker driven by hand and a vendor over HTTP, all on one clock that stands still unless moved.
 * `baseURL`: another server to talk to instead of that vendor.
 */
export async function startWorld(
  options: {
    vendor?: VendorOptions;
    limits?: PartLimits;
    baseURL?: string;
    /** Stands between the client and the network. */
    fetch?: OpenAIOptions["fetch"];
    /** How long the client waits for a reply. */
    timeoutMs?: number;
    /** What another server than the vendor needs to get on with its work. */
    work?: () => Promise<void>;
  } = {},
): Promise<World> {
  const store = await tempStore();
  const vendor = await startVendor({ now: () => START, ...options.vendor });
  const baseURL = options.baseURL ?? vendor.url;
  const env = { ...readEnv({}), dataDir: store.dataDir, openaiApiKey: "sk-test-1234", openaiBaseUrl: baseURL };
  const through = options.fetch ? { fetch: options.fetch } : {};
  const timeout = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const client = openaiClient({ baseURL, apiKey: env.openaiApiKey, ...through, ...timeout });
  const limits = options.limits ?? PART_LIMITS;
  const killable = createKillable(client);
  const open: OpenProvider = async () => killable.client;
  const stopping = new AbortController();
  let lanes: Step[] = [];
  let ahead = 0;
  const makeLanes = () => [
    createExpandStep(limits),
    createSendStep(open),
    createSyncStep(open),
    createLookAgainStep(open),
    createCollectStep(open),
    createOutboxStep(open),
    createVectorFillStep(open, limits),
    requeueStep,
  ];

  const world: World = {
    db: store.db,
    dataDir: store.dataDir,
    vendor,
    vendorWorks: true,
    moveClock: (ms) => {
      ahead += ms;
    },
    free: (name) => rmSync(join(places(store.dataDir).parts, name), { force: true }),
    stop: () => stopping.abort(),
    context: { db: store.db, env, now: () => vendor.now() + ahead, wake: () => {}, signal: stopping.signal },
    kills: 0,
    killAt: killable.arm,
    async until(isDone) {
      for (let i = 0; i < MOST_ROUNDS; i += 1) {
        if (isDone()) return;
        await options.work?.();
        const wait = await Promise.race([workRound(world, lanes), killable.died()]);
        if (wait === "killed") {
          world.kills += 1;
          await world.crash();
          continue;
        }
        if (wait > 0 && !isDone()) vendor.advance(Math.max(1000, Math.min(wait, 3_600_000)));
      }
      throw new Error("this never came");
    },
    async finish(batchId) {
      await world.until(() => !getBatch(world.db, batchId).isActive);
      return getBatch(world.db, batchId);
    },
    async crash() {
      world.db.$client.close();
      world.db = await openStore(store.dataDir, "worker");
      world.context = { ...world.context, db: world.db };
      lanes = makeLanes();
    },
    draft(emails) {
      const made = makeDataset(world.db, { emails });
      const { id } = openDraft(world.db, made.datasetId, "Tester", START);
      changeDraft(world.db, id, { provider: "openai", promptId: "classic", model: "gpt-6-luna" });
      return { id, datasetId: made.datasetId, emailIds: made.emailIds };
    },
    submitted(emails) {
      const { id } = world.draft(emails);
      return submit(world.db, id, 2, "Tester", env, world.context.now());
    },
    made: () =>
      vendor.ledger.filter((call) => call.method === "POST" && call.path === "/v1/batches" && call.created).length,
    async close() {
      stopping.abort();
      await vendor.close();
      world.db.$client.close();
      store.close();
    },
  };
  lanes = makeLanes();
  return world;
}

/**
 * A client whose next call of some name never comes back, as when the process dies before or after the vendor acted:
 * whoever waits for it waits for ever, and the rest of the worker is thrown away with it.
 */
function createKillable(real: VendorClient) {
  let armed: { call: string; when: "before" | "after" } | null = null;
  let die: (word: "killed") => void = () => {};
  let death = new Promise<"killed">((resolve) => {
    die = resolve;
  });
  const kill = () => {
    armed = null;
    die("killed");
    death = new Promise((resolve) => {
      die = resolve;
    });
    return new Promise<never>(() => {});
  };
  const wrap =
    (name: string, call: (...input: unknown[]) => Promise<unknown>) =>
    async (...input: unknown[]) => {
      const { when } = armed?.call === name ? armed : { when: null };
      if (when === "before") return kill();
      const answer = await call(...input);
      return when === "after" ? kill() : answer;
    };
  const client = Object.fromEntries(
    Object.entries(real).map(([name, call]) => [name, wrap(name, call as (...input: unknown[]) => Promise<unknown>)]),
  ) as VendorClient;
  return {
    client,
    died: () => death,
    arm: (call: keyof VendorClient, when: "before" | "after") => {
      armed = { call, when };
    },
  };
}

/** The local model does not run here; what a change of model asks for is put into its queue all the same. */
const requeueStep: Step = async ({ db }) => requeue(db);

/** Answers 0 when there is more to do at once, else the shortest wait anybody asked for. */
async function workRound(world: World, lanes: Step[]): Promise<number> {
  let wait = Number.POSITIVE_INFINITY;
  for (const lane of lanes) {
    const next = await lane(world.context);
    if (next === true) wait = 0;
    else if (next !== false) wait = Math.min(wait, next);
  }
  if (world.vendorWorks) await world.vendor.drive();
  return wait === Number.POSITIVE_INFINITY ? 1000 : wait;
}

/** Emails with, and without, an outcome must add up. */
export function addsUp(view: BatchView): boolean {
  const { emails, summarised, failed, notRun, pending } = view.ledger;
  return emails === summarised + failed + notRun + pending;
}
