/**
 * Two batches over the same emails, amid a full database: `compare.ts PAIRS OTHERS`. Times reading and counting pairs, and putting
 * the older batch in use for all. Prints {"rows": [{what, p50, p95}], "facts": [{what, seconds, slices}]}.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Db } from "#db/client";
import { readEnv } from "#lib/env";
import { fillIndex } from "#lib/search/fill";
import { openStore } from "#lib/store";
import { countPairs, listPairs } from "#lib/summaries/compare";
import { pickAll, pickStep, readPick } from "#lib/summaries/pick-all";
import { type OutcomeRow, saveOutcomes } from "#lib/summaries/save";
import { fillDataset } from "#tests/bench/fill-dataset";
import { timed } from "#tests/bench/timed";

const SLICE = 1000;
const PAGE = 25;
const pairs = Number(process.argv[2] ?? 50_000);
const others = Number(process.argv[3] ?? 100_000);

const folder = mkdtempSync(join(tmpdir(), "mailgist-compare-"));
const db = await openStore(folder, "worker");
fillDataset(db, 0, pairs);
const two = { left: 1, right: answerAgain(db) };
for (let place = 1; place * pairs <= others; place += 1) fillDataset(db, place * 2, pairs);
while (fillIndex(db, 1000) > 0);
db.$client.exec("analyze");

const read = (onlyDifferent: boolean, after: number) => () => listPairs(db, two, { onlyDifferent, after, limit: PAGE });
const middle = Math.floor(pairs / 2);
const rows = [
  { what: "first pairs", ...timed(read(false, 0)) },
  { what: "pairs from the middle", ...timed(read(false, middle)) },
  { what: "those that differ, from the middle", ...timed(read(true, middle)) },
];
const facts = [await measureCount(), await measurePick()];
if (readPick(db, two)?.done === 0) throw new Error("nothing was picked");
db.$client.close();
rmSync(folder, { recursive: true });
process.stdout.write(`${JSON.stringify({ seconds: 0, peakBytes: 0, rows, facts })}\n`);

/** A second batch over the emails of the first; every third text differs. Answers its id. */
function answerAgain(store: Db): number {
  const client = store.$client;
  const columns = client.prepare("select * from batches where id = 1").get() as Record<string, unknown>;
  const named = Object.keys(columns).filter((name) => name !== "id");
  const names = named.join(", ");
  const { lastInsertRowid } = client
    .prepare(`insert into batches (${names}) select ${names} from batches where id = 1`)
    .run();
  const batchId = Number(lastInsertRowid);
  const next = client.prepare(`select * from summaries where batch_id = 1 and id > ? order by id limit ${SLICE}`);
  for (let after = 0; ; ) {
    const found = next.all(after) as Record<string, string | number>[];
    if (found.length === 0) return batchId;
    const outcomes = found.map((row) => ({
      ...{ emailId: row.email_id, batchId, datasetId: row.dataset_id, requestId: pairs + Number(row.id) },
      ...{ outcome: row.outcome, text: Number(row.id) % 3 === 0 ? `${row.text} Again.` : row.text, reason: row.reason },
      ...{ provider: "engine", model: "m", at: 2 },
    })) as OutcomeRow[];
    client.transaction(() => saveOutcomes(store, outcomes))();
    after = Number(found.at(-1)?.id);
  }
}

type Fact = Record<string, string | number>;

/** Counts all pairs; what else waits for the loop meanwhile looks how long it is held. */
async function measureCount(): Promise<Fact> {
  // What filling the database left to be freed is freed at the first turn.
  await setImmediate();
  const turns = [performance.now()];
  let isOver = false;
  const counting = countPairs(db, two).finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await setImmediate();
    turns.push(performance.now());
  }
  await counting;
  return factOf("pairs counted", turns);
}

async function measurePick(): Promise<Fact> {
  const context = { db, env: readEnv({}), now: Date.now, wake: () => {}, signal: new AbortController().signal };
  pickAll(db, { batchId: two.left, otherId: two.right }, { at: 1, who: "" });
  const turns = [performance.now()];
  while (await pickStep(context)) turns.push(performance.now());
  return factOf("put in use for all", turns);
}

function factOf(what: string, turns: number[]): Fact {
  const slices = turns
    .slice(1)
    .map((turn, at) => turn - (turns[at] ?? 0))
    .sort((a, b) => a - b);
  const seconds = Math.round(slices.reduce((sum, one) => sum + one, 0) / 100) / 10;
  const at = (share: number) => Math.round(slices[Math.floor((slices.length - 1) * share)] ?? 0);
  return { what, seconds, "slice p50 ms": at(0.5), "slice p99 ms": at(0.99), "longest slice ms": at(1) };
}
