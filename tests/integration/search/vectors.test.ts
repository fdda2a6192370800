import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Embedder } from "#lib/search/embedder";
import { createVectorStep, fillVectors } from "#lib/search/fill-vectors";
import { chooseModel, readModel, readProgress } from "#lib/search/model";
import { canCompare, findNearest, getVector, saveVector } from "#lib/search/vectors";
import { forgetSummaries } from "#lib/summaries/forget";
import { makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

let store: TempStore;
let batchId: number;
let emailIds: number[];
const DIMENSIONS = 64;

beforeEach(async () => {
  store = await tempStore();
  const made = makeDataset(store.db, { emails: 300 });
  emailIds = made.emailIds;
  batchId = makeBatch(store.db, made.datasetId);
  save(
    store.db,
    emailIds.map((emailId) => makeOutcome({ emailId, batchId })),
  );
});
afterEach(() => store.close());

/** A model that needs no weights: the direction of a text's hash. Knows nothing of texts with "unknown". */
function hashModel(model = "hash", dimensions = DIMENSIONS): Embedder {
  return {
    model,
    dimensions,
    embed: async (texts) =>
      texts.map((text) => (text.includes("unknown") ? null : unit(text.length * 31 + text.charCodeAt(11), dimensions))),
  };
}

function unit(seed: number, dimensions = DIMENSIONS): Float32Array {
  const values = Array.from(
    { length: dimensions },
    (_, at) => (Math.sin(seed * 12.9898 + at * 78.233) * 43758.5453) % 1,
  );
  const length = Math.hypot(...values) || 1;
  return Float32Array.from(values, (value) => value / length);
}

const ALL = { text: "s.is_current = 1", values: [] };
const ids = () => store.db.$client.prepare("select id from summaries order by id").pluck().all() as number[];

describe("findNearest", () => {
  it("finds what comparing every float finds, under any filter", () => {
    const all = ids();
    const vectors = new Map(all.map((id) => [id, unit(id)]));
    store.db.$client.transaction(() => {
      for (const [id, vector] of vectors) saveVector(store.db.$client, id, 1, vector);
    })();
    expect(canCompare(store.db.$client)).toBe(true);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 300 }), (seed, most) => {
        const vector = unit(seed);
        const limit = 10;
        const upTo = all[most - 1] ?? 0;
        const where = { text: "s.id <= ?", values: [upTo] };
        const found = findNearest(store.db.$client, { model: 1, vector }, { limit, floor: -1, where });
        const expected = all
          .filter((id) => id <= upTo)
          .map((id) => ({ id, similarity: cosine(vector, vectors.get(id)) }))
          .sort((a, b) => b.similarity - a.similarity)
          .slice(0, limit);
        const hits = found.filter((one) => expected.some((other) => other.id === one.id)).length;
        expect(found).toHaveLength(expected.length);
        // 64 bits say little; the best 200 of 300 hold nearly all.
        expect(hits).toBeGreaterThanOrEqual(Math.floor(expected.length * 0.7));
        for (const { id, similarity } of found) expect(similarity).toBeCloseTo(cosine(vector, vectors.get(id)), 4);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps apart what another model made, and what is too far", () => {
    const client = store.db.$client;
    saveVector(client, 1, 1, unit(1));
    saveVector(client, 2, 2, unit(1));
    const near = findNearest(
      client,
      { model: 1, vector: unit(1) },
      { limit: 5, floor: 0.9, where: { text: "1", values: [] } },
    );
    expect(near.map((one) => one.id).filter((id) => id === 2)).toEqual([]);
  });
});

describe("the vectors of summaries", () => {
  it("are made for all, once, and again for what changes", async () => {
    const step = createVectorStep(hashModel());
    const context = { db: store.db } as Parameters<typeof step>[0];
    while (await step(context));
    expect(readProgress(store.db)).toEqual({ done: 300, total: 300 });
    expect(count("embeddings")).toBe(300);
    const [first = 0] = ids();
    const before = getVector(store.db.$client, first, 1);
    const emailId = emailIds[0] ?? 0;
    save(store.db, [makeOutcome({ emailId, batchId, text: "Something altogether different" })]);
    expect(readProgress(store.db)).toEqual({ done: 299, total: 300 });
    while (await step(context));
    expect(getVector(store.db.$client, first, 1)).not.toEqual(before);
    save(store.db, [makeOutcome({ emailId, batchId, text: "unknown words alone" })]);
    while (await step(context));
    expect(getVector(store.db.$client, first, 1)).toBeNull();
    expect(readProgress(store.db)).toEqual({ done: 300, total: 300 });
  });

  it("wait again when a summary changed while the model was at it", async () => {
    const emailId = emailIds.at(-1) ?? 0;
    const slow: Embedder = {
      ...hashModel(),
      async embed(texts) {
        save(store.db, [makeOutcome({ emailId, batchId, text: "Changed meanwhile" })]);
        return hashModel().embed(texts);
      },
    };
    await fillVectors(store.db, slow);
    const last = ids().at(-1) ?? 0;
    expect(getVector(store.db.$client, last, 1)).toBeNull();
    while ((await fillVectors(store.db, hashModel())) > 0);
    expect(getVector(store.db.$client, last, 1)).not.toBeNull();
  });

  it("are all made again by another model, and never compared with those of the one before", async () => {
    const first = createVectorStep(hashModel());
    const context = { db: store.db } as Parameters<typeof first>[0];
    while (await first(context));
    const second = createVectorStep(hashModel("other", 32));
    await second(context);
    expect(readModel(store.db)).toMatchObject({ model: "other", dimensions: 32, number: 2 });
    expect(readProgress(store.db).done).toBe(0);
    expect(
      findNearest(store.db.$client, { model: 2, vector: unit(1, 32) }, { limit: 5, floor: -1, where: ALL }),
    ).toEqual([]);
    while (await second(context));
    expect(readProgress(store.db)).toEqual({ done: 300, total: 300 });
    expect(store.db.$client.prepare("select distinct model from embedding_bits").pluck().all()).toEqual([2]);
    expect(chooseModel(store.db, hashModel("other", 32)).number).toBe(2);
  });

  it("leave with their summaries, bytes and all", async () => {
    while ((await fillVectors(store.db, hashModel())) > 0);
    const [first = 0] = ids();
    const vector = getVector(store.db.$client, first, 1);
    store.db.$client.transaction(() => forgetSummaries(store.db, batchId, 1000))();
    expect([count("embeddings"), count("embedding_bits")]).toEqual([0, 0]);
    store.db.$client.pragma("wal_checkpoint(TRUNCATE)");
    const { readFileSync } = await import("node:fs");
    const bytes = readFileSync(store.db.$client.name);
    expect(bytes.includes(Buffer.from(vector?.buffer ?? new ArrayBuffer(8)))).toBe(false);
  });
});

const count = (table: string) => store.db.$client.prepare(`select count(*) from ${table}`).pluck().get();

function cosine(a: Float32Array, b: Float32Array | undefined): number {
  return a.reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
}
