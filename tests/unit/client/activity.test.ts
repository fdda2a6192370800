import { expect, test } from "vitest";
import { lookAgainAfter } from "#lib/client/activity";

test.each([
  [0, 300],
  [1_000, 300],
  [2_000, 500],
  [6_000, 1_500],
  [8_000, 2_000],
  [3_600_000, 2_000],
])("active for %i ms: the next look follows after %i ms", (activeFor, wait) => {
  expect(lookAgainAfter(activeFor)).toBe(wait);
});
