/** `collect-prepare.ts DATA_DIR LINES`: what a collect begins with, made by a process of its own, see collectable.ts. */
import { openStore } from "#lib/store";
import { makeCollectable } from "#tests/bench/collectable";

const [dataDir = "", lines = ""] = process.argv.slice(2);
const db = await openStore(dataDir, "worker");
const partId = await makeCollectable(db, dataDir, Number(lines));
db.$client.close();
process.stdout.write(JSON.stringify({ partId }));
