/** Drives an engine until a batch has had the wanted status for a few steps, and kills itself in the middle of the next. */
import Database from "better-sqlite3";
import { openEngine } from "#lib/engine/engine";
import { firstWords } from "#tests/support/vendor";

const [directory = "", wanted = ""] = process.argv.slice(2);
const engine = openEngine({ directory, now: Date.now, answer: firstWords, groupSize: 7 });
const db = new Database(`${directory}/engine.db`, { readonly: true });
const status = db.prepare("SELECT status FROM batches").pluck();

for (let steps = 0, more = true; more; ) {
  more = await engine.step();
  if (status.get() === wanted) steps += 1;
  if (steps === 3) setImmediate(() => process.kill(process.pid, "SIGKILL"));
}
