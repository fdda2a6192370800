/** A worker of nothing but batches: its data folder and the vendor's address are its arguments. Lives until killed. */
import { createBatchLanes, createProviderLanes } from "#lib/batches/lanes";
import { readEnv } from "#lib/env";
import { openStore } from "#lib/store";
import { createBell, runLane, type WorkerContext } from "#lib/worker/lane";

const [dataDir = "", vendor = ""] = process.argv.slice(2);
const db = await openStore(dataDir, "worker");
const bell = createBell();
const context: WorkerContext = {
  db,
  env: { ...readEnv({}), dataDir },
  now: Date.now,
  wake: bell.wake,
  signal: new AbortController().signal,
  // The built-in engine's place is taken by the vendor over HTTP: its waits are short.
  engineFetch: async (request) => {
    const { pathname, search } = new URL(request.url);
    const hasBody = request.method === "POST";
    return fetch(`${vendor}${pathname.slice("/v1".length)}${search}`, {
      method: request.method,
      headers: request.headers,
      ...(hasBody ? { body: await request.arrayBuffer() } : {}),
    });
  },
};
await Promise.all(
  Object.values({ ...createBatchLanes(), ...createProviderLanes("engine") }).map((step) =>
    runLane(step, context, bell, (error) => process.stderr.write(`${String(error)}\n`)),
  ),
);
