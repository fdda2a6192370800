/**
 * The background process. Started by the web process, ends with it, and takes up where the database says it was.
 * Only this process parses, counts, indexes, talks to providers and collects.
 */
import { setPriority } from "node:os";
import { readEnv } from "#lib/env";
import { log } from "#lib/log";
import { openStore, places } from "#lib/store";
import { createBell, createRush, runLane, type WorkerContext } from "#lib/worker/lane";
import { holdLock } from "#lib/worker/lock";
import { startSteps } from "#lib/worker/steps";

/** How often the web process hears that the loop turns. */
const BEAT_MS = 1000;
/** Pages come first where there are few cores. */
const NICENESS = 10;

setPriority(NICENESS);
const env = readEnv();
const stopping = new AbortController();
const bell = createBell();

process.on("disconnect", stop);
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("message", () => bell.wake());

const releaseLock = await holdLock(places(env.dataDir).workerLock, stopping.signal);
const db = await openStore(env.dataDir, "worker");
const context: WorkerContext = {
  db,
  env,
  now: Date.now,
  wake: bell.wake,
  signal: stopping.signal,
  rush: createRush(),
};

const sendBeat = () => process.send?.("beat", undefined, undefined, () => {});
const beat = setInterval(sendBeat, BEAT_MS);
sendBeat();

const lanes: Promise<void>[] = [];
const close = startSteps(context, (name, step) => {
  lanes.push(runLane(step, context, bell, (error) => log.error({ lane: name, err: error }, "background step failed")));
});
// Lanes are added while others run; all of them end by the same signal.
for (const lane of lanes) await lane;
clearInterval(beat);
await close();
db.$client.close();
releaseLock();
process.exit(0);

function stop(): void {
  if (stopping.signal.aborted) process.exit(0);
  stopping.abort();
  bell.wake();
  // Every step is restartable: nothing is gained by waiting for one that takes longer.
  setTimeout(() => process.exit(0), 200).unref();
}
