import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "#lib/env";
import { createMapStep, type MapStep } from "#lib/insight/map-step";
import { readMap } from "#lib/insight/map-store";
import { readMapView } from "#lib/insight/map-view";
import { unpackPoints } from "#lib/insight/points";
import { seeded } from "#lib/random";
import { chooseModel } from "#lib/search/model";
import { forgetVectors, saveVector } from "#lib/search/vectors";
import { listSummaries } from "#lib/summaries/list";
import type { SummaryFilter } from "#lib/summaries/view";
import { indexAll, makeBatch, makeOutcome, save } from "#tests/integration/summaries/stage";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const TOPICS = ["parcel arrived broken", "invoice payment overdue", "holiday travel booking"];
const DIMENSIONS = 16;
let store: TempStore;
let map: MapStep;
let random: () => number;

beforeEach(async () => {
  store = await tempStore();
  map = createMapStep();
  random = seeded(3);
});
afterEach(async () => {
  await map.close();
  store.close();
});

/** Summaries about three topics in turn, with vectors around three directions; answers their ids. */
function addSummaries(count: number): number[] {
  const emails = Array.from({ length: count }, (_, at) => ({ subject: `About ${TOPICS[at % 3]}` }));
  const { datasetId, emailIds } = makeDataset(store.db, { emails });
  const batchId = makeBatch(store.db, datasetId);
  save(
    store.db,
    emailIds.map((emailId, at) => makeOutcome({ emailId, batchId, datasetId, text: `${TOPICS[at % 3]} once more` })),
  );
  const ids = emailIds.map((emailId) => emailId * 100 + batchId);
  for (const [at, id] of ids.entries()) saveVector(store.db.$client, id, 1, topicVector(at % 3));
  store.db.$client.exec("update summaries set embedded_revision = revision");
  return ids;
}

function topicVector(topic: number): Float32Array {
  const vector = Float32Array.from({ length: DIMENSIONS }, (_, at) => (at === topic ? 1 : 0) + (random() - 0.5) * 0.3);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

async function work(step: MapStep = map): Promise<void> {
  const context = {
    db: store.db,
    env: readEnv({}),
    now: () => 1,
    wake: () => {},
    signal: new AbortController().signal,
  };
  while ((await step.step(context)) === true);
}

const view = (filter: SummaryFilter = {}) => readMapView(store.db, filter);
const choose = () => chooseModel(store.db, { model: "test", dimensions: DIMENSIONS });

describe("the map", () => {
  it("waits for enough vectors, then places all of them, near ones near", async () => {
    choose();
    addSummaries(5);
    await work();
    expect((await view()).state).toBe("few");
    const ids = addSummaries(90);
    expect((await view()).state).toBe("making");
    await work();
    const { state, points, placed, total, shown, isSampled } = await view();
    expect({ state, placed, total, shown, isSampled }).toEqual({
      state: "ready",
      placed: 95,
      total: 95,
      shown: 95,
      isSampled: false,
    });
    const at = new Map(unpackPoints(points).map((point) => [point.id, point]));
    const middles = [0, 1, 2].map((topic) => middleOf(ids.filter((_, n) => n % 3 === topic).map((id) => at.get(id))));
    for (const [n, id] of ids.entries()) {
      const distances = middles.map((middle) => distance(at.get(id), middle));
      expect(distances.indexOf(Math.min(...distances))).toBe(n % 3);
    }
  });

  it("has parts named by their words, and the list under a part has as many as are counted", async () => {
    choose();
    addSummaries(90);
    await work();
    const { regions, shown } = await view();
    expect(regions.length).toBeGreaterThan(1);
    expect(regions.reduce((sum, region) => sum + region.count, 0)).toBe(shown);
    expect(regions.map((region) => region.words.join(" ")).join(" ")).toMatch(/parcel|broken/);
    for (const { area, count } of regions) {
      expect(listSummaries(store.db, { area }, "newest", { limit: 1 }).total).toBe(count);
      expect((await view({ area })).shown).toBe(count);
    }
  });

  it("shows of many those that come first in a shuffled order and are under the filter, each once", async () => {
    choose();
    addSummaries(90);
    indexAll(store.db);
    await work();
    const shuffled = store.db.$client
      .prepare("select p.id, s.text from map_points p join summaries s on s.id = p.id order by p.shuffle")
      .all() as { id: number; text: string }[];
    const sizes = { points: 20, walked: 60, atOnce: 25 };
    const shown = async (filter: SummaryFilter, most = sizes) => {
      const { points, isSampled } = await readMapView(store.db, filter, most);
      expect(isSampled).toBe(true);
      return unpackPoints(points).map((point) => point.id);
    };
    const idsOf = (rows: { id: number }[]) => rows.map((row) => row.id);
    expect(await shown({})).toEqual(idsOf(shuffled.slice(0, 20)));
    const parcels = shuffled.filter((row) => row.text.includes("parcel"));
    expect(await shown({ q: "parcel" })).toEqual(idsOf(parcels.slice(0, 20)));
    const walked = idsOf(shuffled.slice(0, 50).filter((row) => row.text.includes("parcel")));
    expect(await shown({ q: "parcel" }, { points: 29, walked: 50, atOnce: 25 })).toEqual(walked);
    expect(walked.length).toBeLessThan(29);
  });

  it("gives new and changed vectors a place on the same map, and lays it out anew when there are twice as many", async () => {
    choose();
    const ids = addSummaries(30);
    await work();
    const first = readMap(store.db)?.id;
    const before = unpackPoints((await view()).points);
    addSummaries(12);
    await work();
    expect(readMap(store.db)?.id).toBe(first);
    expect(unpackPoints((await view()).points)).toEqual(expect.arrayContaining(before));
    saveVector(store.db.$client, ids[0] as number, 1, topicVector(1));
    await work();
    const moved = unpackPoints((await view()).points).find((point) => point.id === ids[0]);
    expect(moved).not.toEqual(before.find((point) => point.id === ids[0]));
    addSummaries(30);
    await work();
    expect(readMap(store.db)?.id).not.toBe(first);
    expect(await view()).toMatchObject({ placed: 72, total: 72 });
    expect((await view({ area: `${first}.0.0.1024.0.1024.1024.0.1024` })).shown).toBe(0);
  });

  it("goes on where a killed worker stood", async () => {
    choose();
    addSummaries(30);
    const context = {
      db: store.db,
      env: readEnv({}),
      now: () => 1,
      wake: () => {},
      signal: new AbortController().signal,
    };
    await map.step(context);
    await map.close();
    expect(await view()).toMatchObject({ state: "ready", placed: 0, total: 30 });
    const next = createMapStep();
    await work(next);
    await next.close();
    expect(await view()).toMatchObject({ placed: 30, total: 30 });
  });

  it("forgets what search forgets, landmarks too, and begins anew when none is left", async () => {
    choose();
    const ids = addSummaries(30);
    await work();
    forgetVectors(store.db.$client, ids);
    const left = (table: string) => store.db.$client.prepare(`select count(*) from ${table}`).pluck().get();
    expect([left("map_points"), left("map_landmarks"), left("map_queue")]).toEqual([0, 0, 0]);
    const next = createMapStep();
    addSummaries(20);
    await work(next);
    await next.close();
    expect(await view()).toMatchObject({ state: "ready", placed: 20 });
  });

  it("is made anew for another model", async () => {
    choose();
    const ids = addSummaries(30);
    await work();
    chooseModel(store.db, { model: "other", dimensions: DIMENSIONS });
    expect((await view()).state).toBe("few");
    for (const [at, id] of ids.entries()) saveVector(store.db.$client, id, 2, topicVector(at % 3));
    await work();
    expect(await view()).toMatchObject({ state: "ready", placed: 30, total: 30 });
  });

  it("has no place for text without meaning, and one point for every identical text", async () => {
    choose();
    const ids = addSummaries(20);
    const same = topicVector(0);
    for (const id of ids) saveVector(store.db.$client, id, 1, same);
    await work();
    const points = unpackPoints((await view()).points);
    expect(points.length).toBe(20);
    expect(points.every(({ x, y }) => x >= 0 && x < 1024 && y >= 0 && y < 1024)).toBe(true);
  });
});

type At = { x: number; y: number } | undefined;
const distance = (one: At, other: At) => Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0));
const middleOf = (list: At[]) => ({
  x: list.reduce((sum, one) => sum + (one?.x ?? 0), 0) / list.length,
  y: list.reduce((sum, one) => sum + (one?.y ?? 0), 0) / list.length,
});
