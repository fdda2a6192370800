import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { log } from "#lib/log";

const FIRST_RESTART_MS = 250;
const LAST_RESTART_MS = 10_000;
/** A worker that lived this long was healthy: the next restart is quick again. */
const HEALTHY_MS = 30_000;
/** Mail is short-lived: a small nursery halves the memory of an import and costs no time. */
export const WORKER_FLAGS = [
  "--conditions=react-server",
  "--disable-warning=ExperimentalWarning",
  "--max-semi-space-size=4",
];
/** One arena of the C library's heap for all threads: two would keep some 20 MB more. */
export const WORKER_ENV = { MALLOC_ARENA_MAX: "1" };

type WorkerHandle = { child: ChildProcess | null; lastBeat: number; restartMs: number };
const shared = globalThis as typeof globalThis & { mailgistWorker?: WorkerHandle };

/** Starts the background process and keeps it alive: it is restarted when it dies, and dies with this process. */
export function startWorker(): void {
  if (shared.mailgistWorker) return;
  shared.mailgistWorker = { child: null, lastBeat: Date.now(), restartMs: FIRST_RESTART_MS };
  launch(shared.mailgistWorker);
}

/** Tells the worker that there is something to do. Without it the worker looks every second. */
export function wakeWorker(): void {
  const child = shared.mailgistWorker?.child;
  if (child?.connected) child.send("wake");
}

/** When the worker was last heard of, milliseconds; null when none was started in this process. */
export function lastWorkerBeat(): number | null {
  return shared.mailgistWorker?.lastBeat ?? null;
}

function launch(handle: WorkerHandle): void {
  const startedAt = Date.now();
  const entry = join(process.cwd(), "lib/worker/main.ts");
  const child = spawn(process.execPath, [...WORKER_FLAGS, entry], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...WORKER_ENV },
  });
  handle.child = child;
  child.on("message", () => {
    handle.lastBeat = Date.now();
  });
  child.on("error", (error) => log.error({ err: error }, "background process could not start"));
  child.on("exit", (code, signal) => {
    handle.child = null;
    if (Date.now() - startedAt > HEALTHY_MS) handle.restartMs = FIRST_RESTART_MS;
    log.warn({ code, signal }, "background process ended; starting it again");
    setTimeout(() => launch(handle), handle.restartMs);
    handle.restartMs = Math.min(handle.restartMs * 2, LAST_RESTART_MS);
  });
}
