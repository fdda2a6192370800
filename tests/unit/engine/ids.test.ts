import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createId, shuffle } from "#lib/engine/ids";

describe("shuffle", () => {
  test("is a permutation that depends only on the seed, and never sorted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.string(), (count, seed) => {
        const order = [...shuffle(count, seed)];
        const sorted = Array.from({ length: count }, (_, index) => index);
        expect([...order].sort((a, b) => a - b)).toEqual(sorted);
        expect([...shuffle(count, seed)]).toEqual(order);
        if (count > 1) expect(order).not.toEqual(sorted);
      }),
    );
  });

  test("gives other orders for other seeds", () => {
    expect([...shuffle(50, "batch_a")]).not.toEqual([...shuffle(50, "batch_b")]);
  });
});

test.each(["file-", "batch_", "chatcmpl-", "req_", "batch_req_"])("createId makes distinct ids with %s", (prefix) => {
  const ids = new Set(Array.from({ length: 200 }, () => createId(prefix)));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(new RegExp(`^${prefix}[A-Za-z0-9]{24,32}$`));
});
