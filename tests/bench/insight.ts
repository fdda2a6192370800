/**
 * Insight over a full database: `insight.ts COUNT [FOLDER]`. Makes COUNT summaries with a vector each (in FOLDER, where a
 * second run finds them again), lays them out as a map, then times what the page asks under several filters.
 * Prints {"rows": [{what, filter, p50, p95, slice}], "facts": [{…}]}.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Db } from "#db/client";
import { readEnv } from "#lib/env";
import { listActions } from "#lib/insight/action-items";
import { readDigest } from "#lib/insight/digest";
import { readDues } from "#lib/insight/due-step";
import { countJudgements } from "#lib/insight/judgements";
import { createMapStep } from "#lib/insight/map-step";
import { readMapView } from "#lib/insight/map-view";
import { countSenders } from "#lib/insight/senders";
import { countVolume } from "#lib/insight/volume";
import { seeded } from "#lib/random";
import { fillIndex } from "#lib/search/fill";
import { chooseModel } from "#lib/search/model";
import { saveVector } from "#lib/search/vectors";
import { openStore } from "#lib/store";
import type { SummaryFilter } from "#lib/summaries/view";
import { fillDataset } from "#tests/bench/fill-dataset";
import { timed, timedSlices } from "#tests/bench/timed";

const DATASETS = 10;
const TOPICS = 40;
const DIMENSIONS = 64;
const SLICE = 1000;
const count = Number(process.argv[2] ?? 200_000);
const kept = process.argv[3];

if (kept) mkdirSync(kept, { recursive: true });
const folder = kept ?? mkdtempSync(join(tmpdir(), "mailgist-insight-"));
const isThere = existsSync(join(folder, "mailgist.db"));
const db = await openStore(folder, "worker");
if (!isThere) {
  for (let dataset = 0; dataset < DATASETS; dataset += 1) fillDataset(db, dataset, count / DATASETS);
  while (fillIndex(db, 1000) > 0);
}
if (db.$client.prepare("select 1 from embeddings limit 1").get() === undefined) fillVectors(db);
while (readDues(db) > 0);
const map = await makeMap(db);
db.$client.exec("analyze");

const asked: SummaryFilter[] = [
  {},
  { dataset: 3 },
  { batch: 7 },
  { from: "2026-01-03", to: "2026-01-09" },
  { q: "the" },
  { q: "contract" },
  { sender: "tanaka" },
  { tags: [1] },
  { category: "Billing" },
  { area: "" },
];
const parts: [string, (filter: SummaryFilter) => unknown][] = [
  ["volume over time", (filter) => countVolume(db, filter)],
  ["top senders", (filter) => countSenders(db, filter)],
  ["open action items", (filter) => listActions(db, filter, { done: false })],
  ["digest", (filter) => readDigest(db, filter)],
];
const sliced: [string, (filter: SummaryFilter) => Promise<unknown>][] = [
  ["sentiment, urgency, category", (filter) => countJudgements(db, filter)],
  ["map", (filter) => readMapView(db, filter)],
];
const area = (await readMapView(db, {})).regions[0]?.area ?? "";
const rows = [];
for (const one of asked) {
  const filter = "area" in one ? { area } : one;
  const entries = Object.entries(one).map(([key, value]) => `${key} ${value}`);
  const name = entries.join(", ").trim() || "none";
  for (const [what, run] of parts) {
    const { p50, p95 } = timed(() => run(filter));
    rows.push({ what, filter: name, p50, p95, slice: p95 });
  }
  for (const [what, run] of sliced) rows.push({ what, filter: name, ...(await timedSlices(() => run(filter))) });
}
db.$client.close();
if (!kept) rmSync(folder, { recursive: true });
process.stdout.write(`${JSON.stringify({ seconds: 0, peakBytes: 0, rows, facts: [map] })}\n`);

/** Vectors around some middles, as texts about some topics are. */
function fillVectors(store: Db): void {
  const random = seeded(5);
  const any = () => Float32Array.from({ length: DIMENSIONS }, () => random() + random() - 1);
  const middles = Array.from({ length: TOPICS }, any);
  chooseModel(store, { model: "made up", dimensions: DIMENSIONS });
  const ids = store.$client.prepare("select id from summaries order by id").pluck().all() as number[];
  for (let from = 0; from < ids.length; from += SLICE) {
    store.$client.transaction(() => {
      for (const id of ids.slice(from, from + SLICE)) {
        const middle = middles[Math.floor(random() ** 2 * TOPICS)] as Float32Array;
        const vector = any().map((value, at) => 0.7 * value + (middle[at] ?? 0));
        const length = Math.hypot(...vector);
        saveVector(
          store.$client,
          id,
          1,
          vector.map((value) => value / length),
        );
      }
    })();
  }
  store.$client.exec("update summaries set embedded_revision = revision");
}

async function makeMap(store: Db): Promise<Record<string, number>> {
  const { step, close } = createMapStep();
  const stopping = new AbortController();
  const context = { db: store, env: readEnv({}), now: Date.now, wake: () => {}, signal: stopping.signal };
  const started = performance.now();
  let longest = 0;
  for (let more: boolean | number = true; more === true; ) {
    const begun = performance.now();
    more = await step(context);
    // The first step waits for the child; all others hold the loop.
    if (store.$client.prepare("select 1 from map_points limit 1").get())
      longest = Math.max(longest, performance.now() - begun);
  }
  await close();
  const placed = store.$client.prepare("select count(*) from map_points").pluck().get() as number;
  return { placed, seconds: Math.round((performance.now() - started) / 1000), "longest slice ms": Math.round(longest) };
}
