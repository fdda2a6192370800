/**
 * Loaded into a process before anything else (`node --import`), by tests only: lets it die with kill -9 just before or
 * just after a call to the vendor or a commit to the database. FAULTS is JSON: `at` and `nth` name the point, or
 * `count` says after how many points; `seen` is a file that gets the name of every point that was reached; `clock` is
 * how much faster time goes by, and since when: the next worker goes on where this one's clock stood.
 */
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";
import type Database from "better-sqlite3";

export type Clock = { speed: number; since: number };
export type Orders = { at?: string; nth?: number; count?: number; clock?: Clock; seen?: string };

const orders = JSON.parse(process.env.FAULTS ?? "{}") as Orders;
const seen = new Set<string>();
let passed = 0;
let hits = 0;

/** Frames that only pass a write on for somebody else. */
const PASSED_ON = /^(batches\/parts|settings\/store|worker\/lane)$/;

// Threads of the worker commit nothing and call nobody.
if (isMainThread) {
  if (orders.clock) hurryClock(orders.clock);
  wrapFetch();
  wrapCommits();
}

function reach(name: string): void {
  if (orders.seen && !seen.has(name)) {
    seen.add(name);
    appendFileSync(orders.seen, `${name}\n`);
  }
  passed += 1;
  if (name === orders.at) hits += 1;
  const isTime = orders.at === undefined ? passed === orders.count : hits === (orders.nth ?? 1);
  if (isTime) process.kill(process.pid, "SIGKILL");
}

/** Hours pass in minutes, for this process only: its clock, and what its lanes wait. What waits for a reply does not. */
function hurryClock({ speed, since }: Clock): void {
  const now = Date.now;
  Date.now = () => since + (now() - since) * speed;
  const wait = setTimeout;
  const hurried = (run: () => void, ms = 0, ...rest: []) => wait(run, isLaneWaiting() ? ms / speed : ms, ...rest);
  globalThis.setTimeout = Object.assign(hurried, wait) as typeof setTimeout;
}

/** Only who asked for the timer counts: below every step stands the lane that runs it. */
function isLaneWaiting(): boolean {
  const [, , , caller = ""] = (new Error().stack ?? "").split("\n");
  return /\/lib\/worker\/(lane|lock)\.ts/.test(caller);
}

function wrapFetch(): void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const method = init?.method ?? request?.method ?? "GET";
    const { pathname, protocol } = new URL(request?.url ?? String(input));
    if (protocol === "data:") return real(input, init);
    const shape = pathname.replace(/^\/v1/, "").replace(/(file|batch)[-_][^/]+/, "{id}");
    reach(`before ${method} ${shape}`);
    const response = await real(input, init);
    reach(`after ${method} ${shape}`);
    return response;
  };
}

/** Every statement that commits: COMMIT itself, and a write outside of a transaction. */
function wrapCommits(): void {
  const Sqlite = createRequire(import.meta.url)("better-sqlite3") as typeof Database;
  const probe = new Sqlite(":memory:");
  const prototype = Object.getPrototypeOf(probe.prepare("select 1"));
  probe.close();
  for (const verb of ["run", "get", "all"] as const) {
    const real = prototype[verb] as (...input: unknown[]) => unknown;
    prototype[verb] = function commit(this: Database.Statement, ...input: unknown[]) {
      const place = commits(this) ? placeOfCaller() : null;
      if (place) reach(`before commit ${place}`);
      const answer = real.apply(this, input);
      if (place) reach(`after commit ${place}`);
      return answer;
    };
  }
}

function commits(statement: Database.Statement): boolean {
  if (statement.source === "COMMIT") return true;
  return !statement.readonly && !statement.database.inTransaction && !/^(begin|pragma)/i.test(statement.source);
}

/** The function of ours that commits, as "batches/send uploadPart"; null for the engine, which is a vendor. */
function placeOfCaller(): string | null {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 40;
  const lines = (new Error().stack ?? "").split("\n");
  Error.stackTraceLimit = limit;
  for (const line of lines) {
    const found = /at (?:async )?(?:(?:\w+\.)*(\w+) )?.*\/lib\/([\w/-]+)\.ts:/.exec(line);
    if (!found || PASSED_ON.test(found[2] ?? "")) continue;
    if (found[2]?.startsWith("engine/")) return null;
    return found[1] && !/^(anonymous|eval|file)$/.test(found[1]) ? `${found[2]} ${found[1]}` : (found[2] ?? null);
  }
  return null;
}
