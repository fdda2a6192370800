/**
 * Answers collected: `collect.ts WAY DATA_DIR PART`, in a folder that collect-prepare.ts made. "ours" is the worker's own
 * code, with the search index made afterwards in bulk; "naive" parses the file whole and commits line by line. Prints
 * {"seconds", "cpuSeconds", "indexSeconds", "peakBytes", "lines"}; the time a busy machine took away is not in cpuSeconds.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { collectPart } from "#lib/batches/collect";
import { findPart } from "#lib/batches/parts";
import { readEnv } from "#lib/env";
import { fillIndex } from "#lib/search/fill";
import { openStore, places } from "#lib/store";
import { peakBytes } from "#tests/bench/memory";

const SLICE_MS = 10;
const [way = "", dataDir = "", part = ""] = process.argv.slice(2);
const partId = Number(part);
const db = await openStore(dataDir, "worker");
const started = performance.now();
const cpu = process.cpuUsage();
let indexSeconds = 0;
let cpuSeconds = 0;
if (way === "ours") await collectOurs();
else collectNaively();
const seconds = (performance.now() - started) / 1000 - indexSeconds;
const lines = db.$client.prepare("select count(*) from summaries").pluck().get();
db.$client.close();
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds, indexSeconds, peakBytes: peakBytes(), lines })}\n`);

async function collectOurs(): Promise<void> {
  const found = findPart(db, partId);
  if (!found) throw new Error("no part");
  const context = {
    db,
    env: { ...readEnv({}), dataDir },
    now: Date.now,
    wake: () => {},
    signal: new AbortController().signal,
  };
  const unreachable = () => Promise.reject(new Error("the files lie here already"));
  await collectPart(context, unreachable, found);
  cpuSeconds = cpuSince();
  const collected = performance.now();
  // Between two slices as in the worker: what a slice prepared is given back only then.
  while (fillIndex(db, SLICE_MS) > 0) await turn();
  indexSeconds = (performance.now() - collected) / 1000;
}

function collectNaively(): void {
  const text = readFileSync(join(places(dataDir).parts, `${partId}.output.jsonl`), "utf8");
  const answers = JSON.parse(`[${text.trimEnd().split("\n").join(",")}]`) as {
    custom_id: string;
    response: { body: { choices: { message: { content: string } }[] } };
  }[];
  const find = db.$client.prepare(
    "select id, email_id as emailId, batch_id as batchId from requests where custom_id = ?",
  );
  const insert = db.$client.prepare(
    `insert into summaries (email_id, batch_id, dataset_id, request_id, outcome, text, provider, model, sender, subject, date, created_at)
     select ?, ?, dataset_id, ?, 'summarised', ?, 'openai', 'm', from_name, subject, date, 0 from emails where id = ?`,
  );
  const settle = db.$client.prepare("update requests set outcome = 'summarised' where id = ?");
  db.$client.exec("create index naive_custom_id on requests (custom_id)");
  for (const answer of answers) {
    db.$client.transaction(() => {
      const { id, emailId, batchId } = find.get(answer.custom_id) as { id: number; emailId: number; batchId: number };
      insert.run(emailId, batchId, id, answer.response.body.choices[0]?.message.content ?? "", emailId);
      settle.run(id);
    })();
  }
  cpuSeconds = cpuSince();
}

function cpuSince(): number {
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / 1e6;
}
