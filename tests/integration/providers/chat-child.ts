/** A worker of nothing but batches at one chat endpoint: its data folder and provider are its arguments. Lives until killed. */
import { createBatchLanes, createProviderLanes } from "#lib/batches/lanes";
import { readEnv } from "#lib/env";
import type { ProviderId } from "#lib/providers/kinds";
import { openStore } from "#lib/store";
import { openEngines } from "#lib/worker/engines";
import { createBell, runLane, type WorkerContext } from "#lib/worker/lane";

const [dataDir = "", provider = ""] = process.argv.slice(2);
const db = await openStore(dataDir, "worker");
const bell = createBell();
const signal = new AbortController().signal;
const context: WorkerContext = { db, env: { ...readEnv({}), dataDir }, now: Date.now, wake: bell.wake, signal };
const engines = openEngines(context);
const lanes = {
  ...createBatchLanes(),
  ...createProviderLanes(provider as ProviderId),
  engine: () => engines.chat(provider).step(),
};
await Promise.all(
  Object.values(lanes).map((step) =>
    runLane(step, context, bell, (error) => process.stderr.write(`${String(error)}\n`)),
  ),
);
