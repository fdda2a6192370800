import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readModel } from "#lib/search/model";
import { getVector } from "#lib/search/vectors";
import { listSummaries } from "#lib/summaries/list";
import { measureRecall, QUERIES, SUMMARIES, storeSearchSet } from "#tests/support/search-set";
import { openSearchWorld, type SearchWorld } from "#tests/support/search-world";

let world: SearchWorld;
let keys: Map<number, string>;

beforeAll(async () => {
  world = await openSearchWorld();
  keys = storeSearchSet(world.db);
  await world.prepare();
}, 240_000);
afterAll(() => world.end());

const keysOf = (rows: { id: number }[]) => rows.map((row) => keys.get(row.id) ?? "");
const exact = async (q: string) => keysOf(listSummaries(world.db, { q }, "best", { limit: 10 }).rows);
const related = async (q: string) => keysOf((await world.related({ filter: { q } })).rows);

describe("the labelled set", () => {
  it("is large, and its queries do not use the words of their answers", () => {
    expect(SUMMARIES.length).toBeGreaterThanOrEqual(300);
    expect(new Set(SUMMARIES.map(({ key }) => key)).size).toBe(SUMMARIES.length);
    expect(QUERIES.length).toBeGreaterThanOrEqual(60);
    expect(QUERIES.filter(({ key }) => !SUMMARIES.some((one) => one.key === key))).toEqual([]);
  });

  it("is answered by meaning where words find nothing, and the box is no worse than meaning alone", async () => {
    const words = await measureRecall(exact);
    const meaning = await measureRecall(related);
    const box = await measureRecall(async (q) => [...(await exact(q)), ...(await related(q))]);
    process.stdout.write(`recall on the labelled set: ${JSON.stringify({ words, meaning, box })}\n`);
    expect(words.at3).toBeLessThan(0.1);
    expect(meaning.at3).toBeGreaterThanOrEqual(0.42);
    expect(box.at3).toBeGreaterThanOrEqual(meaning.at3 - 0.01);
    expect(box.at1).toBeGreaterThanOrEqual(0.28);
  }, 240_000);
});

describe("what is related", () => {
  it.each(["asdfgh", "qwerty zxcv", "xyzzyplugh", "hjkhjk sdfsdf", "会議", "?!", "👍"])(
    "is nothing for %j",
    async (q) => {
      expect((await world.related({ filter: { q } })).rows).toEqual([]);
    },
  );

  it("leaves out what has the words itself, and keeps to the filters", async () => {
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
    const id = [...keys].find(([, key]) => key === "tender-won")?.[0] ?? 0;
    const view = await world.related({ filter: {}, like: id });
    expect(view.state).toBe("ready");
    expect(keysOf(view.rows)).toContain("tender-lost");
    expect(keysOf(view.rows)).not.toContain("tender-won");
    expect(await world.related({ filter: {}, like: 999_999 })).toMatchObject({ state: "unknown", rows: [] });
  });

  it("is nearest first, each with how near it is", async () => {
    const { rows, progress } = await world.related({ filter: { q: "who is leaving the company" } });
    const near = rows.map((row) => row.similarity);
    expect(near).toEqual(near.toSorted((a, b) => b - a));
    expect(near.every((one, at) => one >= (at < 3 ? 0.27 : 0.33) && one <= 1)).toBe(true);
    expect(progress).toEqual({ done: SUMMARIES.length, total: SUMMARIES.length });
  });

  it("rests on unit vectors of the model that the settings name", () => {
    const model = readModel(world.db);
    expect(model).toMatchObject({ model: "universal-sentence-encoder-lite-en", dimensions: 512, number: 1 });
    const vector = getVector(world.db.$client, 1, 1);
    expect(vector).toHaveLength(512);
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
  });
});
