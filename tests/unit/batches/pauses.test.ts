import { expect, test } from "vitest";
import { createPauses } from "#lib/batches/pauses";
import { VendorFailure } from "#lib/providers/vendor";

const lost = new VendorFailure("unknown", "lost");

test("waits twice as long each time, up to 5 minutes, and begins anew after a success", () => {
  const pauses = createPauses(() => 1);
  const waits = Array.from({ length: 12 }, () => {
    pauses.failed("a", 0, lost);
    return pauses.until("a");
  });
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(waits.at(-1)).toBe(300_000);
  expect(pauses.until("b")).toBe(0);
  pauses.clear("a");
  expect(pauses.until("a")).toBe(0);
  pauses.failed("a", 0, lost);
  expect(pauses.until("a")).toBe(1000);
});

test.each([
  [0, 1000],
  [90_000, 90_000],
  [1e12, 3_600_000],
])("a Retry-After of %d ms means %d ms", (asked, wait) => {
  const pauses = createPauses(() => 0);
  pauses.failed("a", 500, new VendorFailure("throttled", "slow", { retryAfterMs: asked }));
  expect(pauses.until("a")).toBe(500 + wait);
});

test("spreads those that failed together", () => {
  const pauses = createPauses(() => 0);
  pauses.failed("a", 0, lost);
  expect(pauses.until("a")).toBe(750);
});
