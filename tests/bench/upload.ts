/**
 * One large upload into the real app: `upload.ts MEGABYTES`. Opens a page first, as a person would have. Prints
 * {"seconds", "peakBytes"}: of the web process, where /proc tells.
 */
import { Readable } from "node:stream";
import { Upload } from "tus-js-client";
import { createDataset } from "#lib/datasets/create";
import { openStore } from "#lib/store";
import { peakBytes } from "#tests/bench/memory";
import { discardApp, startApp } from "#tests/support/app";

const MEGABYTE = 1_000_000;
const CHUNK_BYTES = 16 * 1024 * 1024;
const size = Number(process.argv[2] ?? 300) * MEGABYTE;

const app = await startApp();
const db = await openStore(app.dataDir, "worker");
const dataset = createDataset(db, { name: "Upload", who: "" });
db.$client.close();
for (const path of ["/", `/datasets/${dataset}`]) await (await fetch(app.url + path)).arrayBuffer();

const started = performance.now();
await upload();
const seconds = (performance.now() - started) / 1000;
const peak = peakBytes(app.process.pid);
await discardApp(app);
process.stdout.write(`${JSON.stringify({ seconds, peakBytes: peak })}\n`);

function upload(): Promise<void> {
  return new Promise((resolve, reject) => {
    const bytes = Readable.from(megabytes());
    new Upload(bytes as unknown as ReadableStreamDefaultReader, {
      endpoint: `${app.url}/api/uploads`,
      chunkSize: CHUNK_BYTES,
      uploadSize: size,
      metadata: { filename: "large.mbox", datasetId: String(dataset) },
      headers: { origin: app.url },
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
}

function* megabytes(): Generator<Buffer> {
  const line = "From: someone@example.com and a body that goes on and on and on\n";
  const piece = Buffer.from(line.repeat(Math.ceil(MEGABYTE / line.length))).subarray(0, MEGABYTE);
  for (let sent = 0; sent < size; sent += MEGABYTE) yield piece;
}
