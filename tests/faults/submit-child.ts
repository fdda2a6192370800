/** The web process's part of a submit, in a process that may die: `submit-child.ts DATA_DIR BATCH REVISION`. */
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { openStore } from "#lib/store";

const [dataDir = "", batch = "", revision = ""] = process.argv.slice(2);
const db = await openStore(dataDir, "web");
submit(db, Number(batch), Number(revision), "", readEnv());
db.$client.close();
