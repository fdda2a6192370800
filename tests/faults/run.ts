/**
 * Kills workers with kill -9 again and again while they import, submit, poll and collect, with some replies of the
 * vendor lost after it acted, and then looks whether anything was lost, doubled or left behind.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seeded } from "#lib/random";
import { openStore } from "#lib/store";
import { WORKER_FLAGS } from "#lib/worker/spawn";
import { type Findings, findLosses } from "#tests/faults/check";
import type { Clock, Orders } from "#tests/faults/kill-points";
import { createWorkload, type Workload } from "#tests/faults/workload";
import { startVendor, type Vendor } from "#tests/support/vendor";

export type Options = {
  seed: number;
  /** Kills at a random point or a random time. */
  kills: number;
  /** Points at each of which it is killed once, in this order. */
  points: readonly string[];
  /** Share of the vendor's replies that are lost after it acted. */
  lost?: number;
  say?: (line: string) => void;
};

export type Report = Findings & {
  kills: number;
  /** Names of the points it was killed at by order, and of those that never came. */
  killedAt: string[];
  missed: string[];
  /** Every point that was reached at all. */
  seen: string[];
};

const LOOK_MS = 50;
/** The clock of workers and vendor: grace periods and polls pass in seconds. */
const SPEED = 15;
const MOST_MS_ALIVE = 1500;
const MOST_POINTS_ALIVE = 60;
const PATIENCE_MS = 180_000;
const API_KEY = "sk-test-1234";

export async function runFaults(options: Options): Promise<Report> {
  const { seed, kills, points, lost = 0.05, say = () => {} } = options;
  const random = seeded(seed);
  const dataDir = mkdtempSync(join(tmpdir(), "mailgist-faults-"));
  const seen = join(dataDir, "seen.txt");
  const clock: Clock = { speed: SPEED, since: Date.now() };
  const now = () => clock.since + (Date.now() - clock.since) * clock.speed;
  const vendor = await startVendor({ autoDrive: true, groupSize: 16, now });
  vendor.fault({ kind: "reset-after", times: Number.POSITIVE_INFINITY, chance: () => random() < lost });
  const db = await openStore(dataDir, "web");
  const env = workerEnv(dataDir, vendor);
  const workload = createWorkload(db, dataDir, env, random);
  const report = { kills: 0, killedAt: [] as string[], missed: [] as string[] };
  try {
    for (const at of points) {
      const isKilled = await liveUntilKilled(workload, startWorker(env, { at, seen, clock }), PATIENCE_MS);
      (isKilled ? report.killedAt : report.missed).push(at);
      report.kills += isKilled ? 1 : 0;
      say(`${isKilled ? "killed" : "never came"}: ${at}`);
    }
    for (let kill = 0; kill < kills; kill += 1) {
      const isByTime = random() < 0.5;
      const count = 1 + Math.floor(random() * MOST_POINTS_ALIVE);
      const ms = Math.floor(random() * MOST_MS_ALIVE);
      const worker = startWorker(env, { seen, clock, ...(isByTime ? {} : { count }) });
      report.kills += (await liveUntilKilled(workload, worker, PATIENCE_MS, isByTime ? ms : null)) ? 1 : 0;
      if ((kill + 1) % 20 === 0) say(`${kill + 1} random kills, ${workload.batches.length} batches`);
    }
    vendor.heal();
    say("no more kills: everything comes to its end");
    await finish(workload, env, { seen, clock });
    const findings = await findLosses(db, vendor, workload);
    return { ...report, ...findings, seen: existsSync(seen) ? readFileSync(seen, "utf8").trim().split("\n") : [] };
  } finally {
    await vendor.close();
    db.$client.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function workerEnv(dataDir: string, vendor: Vendor): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: "",
    MAILGIST_DATA_DIR: dataDir,
    MAILGIST_LOG: "silent",
    MAILGIST_POLL_SECONDS: "3",
    OPENAI_API_KEY: API_KEY,
    OPENAI_BASE_URL: vendor.url,
  };
}

/** The real worker, with kill points. */
function startWorker(env: NodeJS.ProcessEnv, orders: Orders): ChildProcess {
  const flags = [...WORKER_FLAGS, "--import", "./tests/faults/kill-points.ts"];
  return spawn(process.execPath, [...flags, "lib/worker/main.ts"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...env, FAULTS: JSON.stringify(orders) },
  });
}

/**
 * Keeps work coming until the worker has died of its orders, or is killed from outside `killAfterMs` after its first
 * beat. False when neither came in time: then it is ended.
 */
async function liveUntilKilled(
  workload: Workload,
  worker: ChildProcess,
  patienceMs: number,
  killAfterMs: number | null = null,
): Promise<boolean> {
  let hasDied = false;
  const gone = once(worker, "exit").then(([, signal]) => {
    hasDied = true;
    return signal === "SIGKILL";
  });
  if (killAfterMs !== null) worker.once("message", () => setTimeout(() => worker.kill("SIGKILL"), killAfterMs));
  const end = Date.now() + patienceMs;
  while (!hasDied && Date.now() < end) {
    await workload.step(worker);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  if (!hasDied) {
    worker.kill("SIGTERM");
    await gone;
    return false;
  }
  return gone;
}

/** Nobody is killed any more: everything has to come to its end. */
async function finish(workload: Workload, env: NodeJS.ProcessEnv, orders: Orders): Promise<void> {
  workload.close();
  const worker = startWorker(env, orders);
  const end = Date.now() + 2 * PATIENCE_MS;
  while (!workload.isOver()) {
    if (worker.exitCode !== null) throw new Error(`a worker ended by itself with ${worker.exitCode}`);
    if (Date.now() > end) throw new Error(`this never ended: ${workload.describe()}`);
    await workload.step(worker);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  worker.disconnect();
  if (worker.exitCode === null) await once(worker, "exit");
}
