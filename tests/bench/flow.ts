/**
 * One run of the whole flow in the real app: `flow.ts COUNT`. Imports COUNT made-up emails, submits them to the
 * built-in engine, and reads pages all the while. Prints
 * {"seconds", "reads", "readP50Ms", "readP99Ms", "ledger"}; seconds is submit to done.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDraft } from "#lib/batches/draft";
import { getBatch } from "#lib/batches/get";
import { submit } from "#lib/batches/submit";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { getDataset } from "#lib/datasets/list";
import { openStore, places } from "#lib/store";
import { writeEmailsJson } from "#tests/bench/generate";
import { percentile, readPages } from "#tests/bench/read-pages";
import { discardApp, startApp } from "#tests/support/app";

const LOOK_MS = 50;
const count = Number(process.argv[2] ?? 500);

const folder = mkdtempSync(join(tmpdir(), "mailgist-flow-"));
const file = join(folder, "emails.json");
await writeEmailsJson(file, count);

const app = await startApp();
const db = await openStore(app.dataDir, "worker");
copyFileSync(file, join(places(app.dataDir).uploads, "flow"));
const dataset = createDataset(db, { name: "Flow", who: "" });
addStoredFile(db, dataset, { name: "emails.json", storedName: "flow", length: statSync(file).size, isBundle: false });
await until(() => getDataset(db, dataset).emailCount === count && !getDataset(db, dataset).isImporting);

const draft = openDraft(db, dataset, "");
const paths = [`/datasets/${dataset}`, "/", "/summaries", "/api/summaries?limit=50", "/api/activity", "/batches"];
// The first read of a page loads its code: it is no measure of how busy the app is.
for (const path of paths) await (await fetch(app.url + path)).arrayBuffer();
const started = performance.now();
submit(db, draft.id, draft.revision, "");
const reading = readPages(app.url, paths);
await until(() => getBatch(db, draft.id).phase === "done");
const seconds = (performance.now() - started) / 1000;
const times = await reading.stop();
const { ledger } = getBatch(db, draft.id);
db.$client.close();
await discardApp(app);
rmSync(folder, { recursive: true });
process.stdout.write(
  `${JSON.stringify({ seconds, reads: times.length, readP50Ms: percentile(times, 0.5), readP99Ms: percentile(times, 0.99), ledger })}\n`,
);

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
