/**
 * The same in the running app: `collect-pages.ts DATA_DIR PART`. Its worker collects while pages are read. Prints
 * {"seconds", "reads", "readP50Ms", "readP99Ms", "peakBytes"}; the memory is the worker's.
 */
import { readdirSync, readFileSync } from "node:fs";
import { findPart } from "#lib/batches/parts";
import { openStore } from "#lib/store";
import { peakBytes } from "#tests/bench/memory";
import { percentile, readPages } from "#tests/bench/read-pages";
import { startApp } from "#tests/support/app";

const LOOK_MS = 50;
const PATHS = ["/", "/summaries", "/api/summaries?limit=50", "/api/activity", "/batches"];
const [dataDir = "", part = ""] = process.argv.slice(2);

const db = await openStore(dataDir, "worker");
const state = () => findPart(db, Number(part))?.state;
// Held back until the pages are warm: the first read of a page loads its code.
db.$client.prepare("update parts set state = 'submitted' where id = ?").run(part);
const app = await startApp({ dataDir });
for (const path of PATHS) await (await fetch(app.url + path)).arrayBuffer();
const reading = readPages(app.url, PATHS);
const started = performance.now();
db.$client.prepare("update parts set state = 'collecting' where id = ?").run(part);
while (state() !== "done") await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
const seconds = (performance.now() - started) / 1000;
const times = await reading.stop();
const worker = Math.max(...workersOf(app.process.pid ?? 0).map(peakBytes));
await app.stop();
db.$client.close();
const [readP50Ms, readP99Ms] = [percentile(times, 0.5), percentile(times, 0.99)];
process.stdout.write(JSON.stringify({ seconds, reads: times.length, readP50Ms, readP99Ms, peakBytes: worker }));

/** The worker and its children, by Linux's own list. */
function workersOf(parent: number): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parentOf = (pid: string) => /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return all.filter((pid) => parentOf(pid) === String(parent)).map(Number);
}
