/** The thread that reads files: gets a list, posts groups of slices, waits for leave after each few. */
import { parentPort, workerData } from "node:worker_threads";
import type { FromThread, ToThread } from "#lib/datasets/read-thread";
import { type ChosenColumns, readSlices } from "#lib/datasets/slices";
import type { OpenFile } from "#lib/datasets/write-slice";
import { readEmails } from "#lib/emails/read";

/** Groups posted ahead of what is stored: enough to keep both sides busy, few enough to keep memory flat. */
const AHEAD = 2;

const port = parentPort;
if (!port) throw new Error("this file runs as a thread");
const current = new Int32Array(workerData as SharedArrayBuffer);
const stopped = new Set<number>();
let ahead = 0;
let proceed = () => {};

port.on("message", (message: ToThread) => {
  if (message.kind === "read") {
    // What was stopped then may come again: read anew, or out of the bin.
    stopped.clear();
    readAll(message.files, message.uploads, message.chosen);
  } else {
    for (const id of message.stopped) stopped.add(id);
    ahead -= 1;
    proceed();
  }
});

async function readAll(files: OpenFile[], uploads: string, chosen: ChosenColumns): Promise<void> {
  const isStopped = (file: OpenFile) => stopped.has(file.id);
  const begins = (file: OpenFile) => Atomics.store(current, 0, files.indexOf(file));
  for await (const slices of readSlices(files, { uploads, chosen, read: readEmails, isStopped, begins })) {
    post({ kind: "slices", slices });
    ahead += 1;
    while (ahead >= AHEAD) await new Promise<void>((resolve) => (proceed = resolve));
  }
  post({ kind: "end" });
}

function post(message: FromThread): void {
  port?.postMessage(message);
}
