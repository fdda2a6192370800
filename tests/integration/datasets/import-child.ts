/** Imports what waits in the folder it is given, and says when it has begun to store. For a test to kill. */
import { importStep } from "#lib/datasets/import";
import { readEnv } from "#lib/env";
import { openStore } from "#lib/store";

const dataDir = process.argv[2] ?? "";
const db = await openStore(dataDir, "worker");
const signal = new AbortController().signal;
const context = { db, env: readEnv({ MAILGIST_DATA_DIR: dataDir }), now: Date.now, wake: () => {}, signal };
while ((await importStep(context)) === true);
