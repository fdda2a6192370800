/** Imports what waits in the folder it is given and stands still in the middle, holding entries not stored: for a test to kill. */
import { createImportStep, readHere } from "#lib/datasets/import";
import type { Entry } from "#lib/emails/email";
import { readEmails } from "#lib/emails/read";
import { readEnv } from "#lib/env";
import { openStore } from "#lib/store";

const dataDir = process.argv[2] ?? "";
const stopAt = Number(process.argv[3]);

async function* halting(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Entry> {
  for await (const entry of readEmails(source, name)) {
    if (entry.position === stopAt) await new Promise((resolve) => setTimeout(resolve, 60_000));
    yield entry;
  }
}

const db = await openStore(dataDir, "worker");
const signal = new AbortController().signal;
const context = { db, env: readEnv({ MAILGIST_DATA_DIR: dataDir }), now: Date.now, wake: () => {}, signal };
await createImportStep(readHere(halting))(context);
