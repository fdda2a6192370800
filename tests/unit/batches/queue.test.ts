import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startWords } from "#components/batches/part-waits";
import { cutAt, halves } from "#lib/batches/cut";
import { msUntil } from "#lib/batches/pauses";
import { limitIn } from "#lib/batches/queue";
import { makeFormat } from "#lib/client/format";

test.each([
  ["Enqueued token limit reached for gpt-4o in organization org-1. Limit: 90,000 enqueued tokens. Please", 90_000],
  ["Enqueued token limit reached for gpt-6-luna. Limit: 2,000,000 enqueued tokens.", 2_000_000],
  ["Limit: 2000000 tokens", 2_000_000],
  ["Enqueued token limit reached for gpt-4o. Please try again later.", null],
  ["This batch has 12 tokens too many.", null],
  ["", null],
])("the limit in %j is %s", (message, limit) => {
  expect(limitIn(message)).toBe(limit);
});

describe("cutting", () => {
  test("loses no request, keeps every piece within the limit where that can be, and makes no needless piece", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }),
        fc.integer({ min: 20 }),
        (tokens, limit) => {
          const pieces = cutAt(tokens, limit);
          expect(pieces.reduce((sum, piece) => sum + piece.requests, 0)).toBe(tokens.length);
          for (const piece of pieces) expect(piece.requests === 1 || (piece.tokens ?? 0) <= limit).toBe(true);
          for (let at = 1; at < pieces.length; at += 1) {
            const first = tokens[pieces.slice(0, at).reduce((sum, piece) => sum + piece.requests, 0)] ?? 0;
            expect((pieces[at - 1]?.tokens ?? 0) + first).toBeGreaterThan(limit);
          }
        },
      ),
    );
  });

  test("halves are as even as they can be", () => {
    expect(halves(5).map((piece) => piece.requests)).toEqual([3, 2]);
  });
});

test.each([
  [null, 0],
  [900, 0],
  [1500, 500],
  // A year ahead: the clock was wrong when this was written.
  [1000 + 365 * 86_400_000, 0],
])("a time remembered as %s is %s ms away", (at, left) => {
  expect(msUntil(at, 1000)).toBe(left);
});

test.each([
  [{ for: { number: 1, batchName: null }, until: null, why: null }, "Part 2 of 3 starts when part 1 has ended."],
  [{ for: { number: 4, batchName: "May" }, until: null, why: null }, "Part 2 of 3 starts when “May” has ended."],
  [{ for: null, until: null, why: "x" }, "Part 2 of 3 starts by itself."],
])("%j reads %s", (wait, words) => {
  expect(startWords(2, 3, wait, makeFormat("en"))).toBe(words);
});
