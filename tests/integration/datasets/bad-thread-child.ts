/** A reading thread that goes wrong at the file whose name says so: it ends, or never answers again. */
import { parentPort, workerData } from "node:worker_threads";
import type { ToThread } from "#lib/datasets/read-thread";

const current = new Int32Array(workerData as SharedArrayBuffer);
parentPort?.on("message", (message: ToThread) => {
  if (message.kind !== "read") return;
  const at = message.files.findIndex((file) => file.name.startsWith("bad"));
  if (at < 0) {
    parentPort?.postMessage({ kind: "end" });
    return;
  }
  Atomics.store(current, 0, at);
  if (message.files[at]?.name === "bad-ends") process.exit(1);
  for (;;);
});
