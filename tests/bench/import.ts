/**
 * Import and JSONL in one worker process: `import.ts EMAILS.json`. Reads the file into a fresh store and builds the
 * draft's JSONL, with the worker's own code. Prints {"seconds", "importSeconds", "peakBytes", "longestPauseMs", "lines"}.
 */
import { copyFileSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { buildChunks } from "#lib/batches/build";
import { openDraft } from "#lib/batches/draft";
import { draftEmails } from "#lib/batches/source";
import { addStoredFile } from "#lib/datasets/add-file";
import { createDataset } from "#lib/datasets/create";
import { importStep } from "#lib/datasets/import";
import { readEnv } from "#lib/env";
import { openStore, places } from "#lib/store";
import { peakBytes } from "#tests/bench/memory";

const source = process.argv[2] ?? "";
const dataDir = mkdtempSync(join(tmpdir(), "mailgist-import-"));
const db = await openStore(dataDir, "worker");
copyFileSync(source, join(places(dataDir).uploads, "bench"));
const dataset = createDataset(db, { name: "Bench", who: "" });
addStoredFile(db, dataset, {
  name: "emails.json",
  storedName: "bench",
  length: statSync(source).size,
  isBundle: false,
});
const context = {
  db,
  env: readEnv({ MAILGIST_DATA_DIR: dataDir }),
  now: Date.now,
  wake: () => {},
  signal: new AbortController().signal,
};

const pauses = monitorEventLoopDelay({ resolution: 5 });
pauses.enable();
const started = performance.now();
while ((await importStep(context)) === true);
const importSeconds = (performance.now() - started) / 1000;

const draft = { ...openDraft(db, dataset, ""), datasetId: dataset };
const out = await open(join(dataDir, "out.jsonl"), "w");
let lines = 0;
for await (const chunk of buildChunks(draftEmails(db, draft), { ...draft, batchId: draft.id, recipe: "classic" })) {
  await out.writeFile(chunk.bytes);
  lines += chunk.requests;
}
await out.close();
const seconds = (performance.now() - started) / 1000;
pauses.disable();

db.$client.close();
rmSync(dataDir, { recursive: true });
process.stdout.write(
  `${JSON.stringify({
    seconds,
    importSeconds,
    peakBytes: peakBytes(),
    longestPauseMs: Math.round(pauses.max / 1e6),
    lines,
  })}\n`,
);
