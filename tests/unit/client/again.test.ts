import { expect, it } from "vitest";
import { againAfter } from "#lib/client/summary-queries";

it.each([
  [1, 1_500],
  [2, 3_000],
  [3, 6_000],
  [6, 48_000],
  [7, 60_000],
  [2_000, 60_000],
])("after %i slow answers what is related is asked for again in %i ms", (answers, ms) => {
  expect(againAfter(answers)).toBe(ms);
});
