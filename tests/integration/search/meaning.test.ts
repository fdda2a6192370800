import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseModel, readModel } from "#lib/search/model";
import { getVector } from "#lib/search/vectors";
import { listSummaries } from "#lib/summaries/list";
import { findRelated } from "#lib/summaries/related";
import { tempStore } from "#tests/support/db";
import { ASIDE, LATER, measureRecall, storeSearchSet, TUNED_ON } from "#tests/support/search-set";
import { openSearchWorld, type SearchWorld } from "#tests/support/search-world";

const SETS = { "tuned on": TUNED_ON, "kept aside": ASIDE, later: LATER };

type Searched = { world: SearchWorld; keys: Map<number, string> };
const searched = new Map<string, Searched>();

beforeAll(async () => {
  for (const name of ["tuned on", "kept aside"] as const) {
    const world = await openSearchWorld();
    searched.set(name, { world, keys: storeSearchSet(world.db, SETS[name]) });
    await world.prepare();
  }
  // Other queries to the same summaries.
  searched.set("later", searched.get("kept aside") as Searched);
}, 600_000);
afterAll(async () => {
  for (const { world } of new Set(searched.values())) await world.end();
});

/** A stored set, and the ways to search it: by word, and by meaning. */
function open(name: keyof typeof SETS) {
  const { world, keys } = searched.get(name) as Searched;
  const keysOf = (rows: { id: number }[]) => rows.map((row) => keys.get(row.id) ?? "");
  const exact = async (q: string) => keysOf(listSummaries(world.db, { q }, "best", { limit: 10 }).rows);
  const related = async (q: string) => keysOf((await world.related({ filter: { q } })).rows);
  return { world, keys, keysOf, exact, related };
}

describe.each([
  { name: "tuned on", bars: { at1: 0.54, at3: 0.76, at5: 0.8 } },
  { name: "kept aside", bars: { at1: 0.68, at3: 0.8, at5: 0.88 } },
  { name: "later", bars: { at1: 0.6, at3: 0.76, at5: 0.86 } },
] as const)("the labelled set $name", ({ name, bars }) => {
  const set = SETS[name];

  it("is large, and each of its queries has an answer", () => {
    expect(set.summaries.length).toBeGreaterThanOrEqual(300);
    expect(new Set(set.summaries.map(({ key }) => key)).size).toBe(set.summaries.length);
    expect(set.queries.length).toBeGreaterThanOrEqual(60);
    expect(set.queries.filter(({ key }) => !set.summaries.some((one) => one.key === key))).toEqual([]);
  });

  it("is answered by meaning where words find nothing, and the box is no worse than meaning alone", async () => {
    const { exact, related } = open(name);
    const words = await measureRecall(set, exact);
    const meaning = await measureRecall(set, related);
    const box = await measureRecall(set, async (q) => [...(await exact(q)), ...(await related(q))]);
    process.stdout.write(`recall on the set ${name}: ${JSON.stringify({ words, meaning, box })}\n`);
    expect(words.at3).toBeLessThan(0.1);
    for (const at of ["at1", "at3", "at5"] as const) {
      expect(meaning[at]).toBeGreaterThanOrEqual(bars[at]);
      expect(box[at]).toBeGreaterThanOrEqual(meaning[at] - 0.02);
    }
  }, 240_000);
});

describe("what is related", () => {
  it.each(["asdfgh", "qwerty zxcv", "xyzzyplugh", "hjkhjk sdfsdf", "会議", "?!", "👍"])(
    "is nothing for %j",
    async (q) => {
      expect((await open("tuned on").world.related({ filter: { q } })).rows).toEqual([]);
    },
  );

  it("leaves out what has the words itself, and keeps to the filters", async () => {
    const { world, exact, related } = open("tuned on");
    const found = await exact("spaniel");
    expect(found).toEqual(["dog-office"]);
    expect(await related("spaniel")).not.toContain("dog-office");
    const filter = { q: "pets at the workplace" };
    expect(await related(filter.q)).toContain("dog-office");
    for (const others of [{ dataset: 99 }, { outcome: "failed" as const }, { sender: "nobody" }, { to: "2020-01-01" }])
      expect((await world.related({ filter: { ...filter, ...others } })).rows).toEqual([]);
    expect((await world.related({ filter: { ...filter, sender: "office" } })).rows.length).toBeGreaterThan(0);
  });

  it("to a summary is what is like it, without itself", async () => {
    const { world, keys, keysOf } = open("tuned on");
    const id = [...keys].find(([, key]) => key === "tender-won")?.[0] ?? 0;
    const view = await world.related({ filter: {}, like: id });
    expect(view.state).toBe("ready");
    expect(keysOf(view.rows)).toContain("tender-lost");
    expect(keysOf(view.rows)).not.toContain("tender-won");
    expect(await world.related({ filter: {}, like: 999_999 })).toMatchObject({ state: "unknown", rows: [] });
  });

  it("is nearest first, each with how near it is", async () => {
    const { world } = open("tuned on");
    const { rows, progress } = await world.related({ filter: { q: "who is leaving the company" } });
    const near = rows.map((row) => row.similarity);
    expect(near).toEqual(near.toSorted((a, b) => b - a));
    expect(near.length).toBeGreaterThanOrEqual(10);
    expect(near.every((one, at) => one >= (at < 10 ? 0 : 0.27) && one <= 1)).toBe(true);
    expect(progress).toEqual({ done: TUNED_ON.summaries.length, total: TUNED_ON.summaries.length, asks: null });
  });

  it("rests on unit vectors of the model that the settings name", () => {
    const { world } = open("tuned on");
    const model = readModel(world.db);
    expect(model).toMatchObject({ model: world.embedder.model, dimensions: world.embedder.dimensions, number: 1 });
    const vector = getVector(world.db.$client, 1, 1);
    expect(vector).toHaveLength(world.embedder.dimensions);
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
  });
});

describe("a model that does not answer", () => {
  it("is waited for a second; words are found all the same", async () => {
    const store = await tempStore();
    storeSearchSet(store.db, TUNED_ON);
    chooseModel(store.db, { model: "asleep", dimensions: 512 });
    const started = performance.now();
    const view = await findRelated(store.db, { filter: { q: "sabbatical" } });
    expect(performance.now() - started).toBeGreaterThan(900);
    expect(view).toMatchObject({ state: "slow", rows: [] });
    expect(listSummaries(store.db, { q: "sabbatical" }, "best", { limit: 10 }).rows).toHaveLength(1);
    store.close();
  });
});
