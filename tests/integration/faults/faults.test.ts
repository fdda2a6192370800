import { expect, test } from "vitest";
import { POINTS } from "#tests/faults/points";
import { runFaults } from "#tests/faults/run";

/** The short run: some of the points, and some random kills. `npm run test:faults` is the long one. */
const SEED = 20_261_125;
const KILLS = 3;
const SOME_POINTS = [
  "after commit datasets/import",
  "before commit batches/expand expandBatch",
  "after POST /files",
  "after POST /batches",
  "before commit batches/collect store",
];

test("killed with -9 at any point, with replies lost, nothing is lost, doubled or left behind", async () => {
  const report = await runFaults({ seed: SEED, kills: KILLS, points: SOME_POINTS });
  expect(report).toMatchObject({ lost: [], doubled: [], orphans: [], integrity: "ok", missed: [] });
  expect(report.killedAt).toEqual(SOME_POINTS);
}, 600_000);

test("there are at least 25 named points, of import, submit, poll and collect", () => {
  expect(new Set(POINTS).size).toBe(POINTS.length);
  expect(POINTS.length).toBeGreaterThanOrEqual(25);
  for (const point of SOME_POINTS) expect(POINTS).toContain(point);
});
