/**
 * Search by meaning: `meaning.ts REAL COUNT`. First the recall on the labelled set, of words alone, of meaning and of the
 * box. Then the nearest ten among COUNT vectors, with and without filters: REAL of them are what the local model makes of
 * that many different texts, the rest lie between two of those. Prints {"recall": […], "rows": [{what, p50, p95}], "facts"}.
 */

import { seeded } from "#lib/random";
import { canCompare, findNearest, saveVector } from "#lib/search/vectors";
import { listSummaries } from "#lib/summaries/list";
import { filterCondition } from "#lib/summaries/query";
import { saveOutcomes } from "#lib/summaries/save";
import type { SummaryFilter } from "#lib/summaries/view";
import { peakBytes } from "#tests/bench/memory";
import { timed } from "#tests/bench/timed";
import { makeBatch, makeOutcome } from "#tests/integration/summaries/stage";
import { makeDataset } from "#tests/support/factories";
import { ASIDE, measureRecall, type SearchSet, storeSearchSet, TUNED_ON } from "#tests/support/search-set";
import { openSearchWorld } from "#tests/support/search-world";

const real = Number(process.argv[2] ?? 3_000);
const count = Number(process.argv[3] ?? 100_000);
const DATASETS = 10;
const ASKED = 100;
const NEAREST = 10;
const FLOOR = -1;
const random = seeded(7);

const world = await openSearchWorld();
const recall = await measureBox("tuned on", TUNED_ON);
const other = await openSearchWorld();
recall.push(...(await measureBox("kept aside", ASIDE, other)));
await other.end();
const texts = recombine(real);
const started = performance.now();
const made = (await world.embedder.embed(texts)).filter((vector) => vector !== null);
const perSecond = Math.round(made.length / ((performance.now() - started) / 1000));
const childPeakMb = Math.round(peakBytes(world.embedder.pid() ?? "self") / 1e6);
const vectors = [...made, ...Array.from({ length: count - made.length }, between)];
const ids = storeVectors();
const client = world.db.$client;
client.exec("analyze");
canCompare(client);

const queries = Array.from({ length: ASKED }, () => made[Math.floor(random() * made.length)] as Float32Array).map(
  nearby,
);
const asked: [string, SummaryFilter][] = [
  ["no filter", {}],
  ["one dataset of ten", { dataset: 3 }],
  ["one month", { from: "2026-02-01", to: "2026-02-28" }],
  ["a sender", { sender: "person7" }],
];
const rows = asked.map(([what, filter]) => {
  let at = 0;
  const where = filterCondition(filter);
  return {
    what,
    ...timed(() => {
      at += 1;
      findNearest(client, { model: 1, vector: queries[at % ASKED] as Float32Array }, { limit: 50, floor: 0.12, where });
    }),
  };
});
const hits = queries.map((vector) => {
  const found = findNearest(client, { model: 1, vector }, { limit: NEAREST, floor: FLOOR, where: filterCondition({}) });
  const best = nearestOfAll(vector);
  return found.filter((one) => best.has(one.id)).length / NEAREST;
});
const recallAt10 = hits.reduce((sum, one) => sum + one, 0) / hits.length;
await world.end();
const facts = { real: made.length, vectors: count, perSecond, childPeakMb, recallAt10: recallAt10.toFixed(3) };
process.stdout.write(`${JSON.stringify({ seconds: 0, peakBytes: 0, recall, rows, facts: [facts] })}\n`);

async function measureBox(name: string, set: SearchSet, { db, prepare, related } = world) {
  const keys = storeSearchSet(db, set);
  await prepare();
  const keysOf = (list: { id: number }[]) => list.map((row) => keys.get(row.id) ?? "");
  const words = async (q: string) => keysOf(listSummaries(db, { q }, "best", { limit: 10 }).rows);
  const meaning = async (q: string) => keysOf((await related({ filter: { q } })).rows);
  const ways: [string, (q: string) => Promise<string[]>][] = [
    ["words alone (FTS5)", words],
    ["meaning alone", meaning],
    ["the box: words first, then meaning", async (q) => [...(await words(q)), ...(await meaning(q))]],
  ];
  const table = [];
  for (const [way, find] of ways) {
    const { at1, at3, at5 } = await measureRecall(set, find);
    table.push({ set: name, way, "recall@1": at1.toFixed(2), "recall@3": at3.toFixed(2), "recall@5": at5.toFixed(2) });
  }
  return table;
}

/** Different texts of the kind that summaries are: the beginning of one labelled summary with the end of another. */
function recombine(wanted: number): string[] {
  const halves = TUNED_ON.summaries.map(({ text }) => {
    const words = text.split(" ");
    const middle = Math.ceil(words.length / 2);
    return [words.slice(0, middle).join(" "), words.slice(middle).join(" ")] as const;
  });
  const pick = () => halves[Math.floor(random() * halves.length)] ?? ["", ""];
  return Array.from({ length: wanted }, () => `${pick()[0]} ${pick()[1]}`);
}

/** A direction between two real ones, nearer to the first. */
function between(): Float32Array {
  const one = made[Math.floor(random() * made.length)] as Float32Array;
  const other = made[Math.floor(random() * made.length)] as Float32Array;
  const share = 0.5 + random() / 2;
  return unit(one.map((value, at) => share * value + (1 - share) * (other[at] ?? 0) + (random() - 0.5) * 0.02));
}

/** As a query lies beside what answers it: similar, not the same. */
function nearby(vector: Float32Array): Float32Array {
  const other = made[Math.floor(random() * made.length)] as Float32Array;
  return unit(vector.map((value, at) => 0.6 * value + 0.4 * (other[at] ?? 0) + (random() - 0.5) * 0.05));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

/** Stores a summary for each vector, in ten datasets; answers their ids. */
function storeVectors(): number[] {
  const stored: number[] = [];
  for (let dataset = 0; dataset < DATASETS; dataset += 1) {
    const size = count / DATASETS;
    const emails = Array.from({ length: size }, (_, at) => ({ text: "", subject: `Vector ${at}` }));
    const { datasetId, emailIds } = makeDataset(world.db, { emails });
    const batchId = makeBatch(world.db, datasetId);
    const outcomes = emailIds.map((emailId) => makeOutcome({ emailId, batchId, datasetId, requestId: 1000 + emailId }));
    world.db.$client.transaction(() => {
      saveOutcomes(world.db, outcomes);
      for (const { requestId } of outcomes) {
        saveVector(world.db.$client, requestId, 1, vectors[stored.length] as Float32Array);
        stored.push(requestId);
      }
    })();
  }
  return stored;
}

function nearestOfAll(vector: Float32Array): Set<number> {
  const all = vectors.map((other, at) => {
    let dot = 0;
    for (let i = 0; i < other.length; i += 1) dot += (other[i] ?? 0) * (vector[i] ?? 0);
    return { id: ids[at] ?? 0, dot };
  });
  all.sort((a, b) => b.dot - a.dot);
  return new Set(all.slice(0, NEAREST).map((one) => one.id));
}
