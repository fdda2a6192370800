import { describe, expect, test } from "vitest";
import { failureWords, isOfOneObject, whyFailed } from "#lib/batches/failures";
import { MISSING_WAITS_MS } from "#lib/batches/limits";
import { isLastLook, lookedInVain } from "#lib/batches/missing";
import { AppError } from "#lib/errors";
import { VendorFailure } from "#lib/providers/vendor";

const failure = (kind: VendorFailure["kind"], status: number | null) => new VendorFailure(kind, "Words", { status });

test.each([
  ["a refusal of one file", failure("rejected", 403), true],
  ["a file that is not found", failure("rejected", 404), true],
  ["a failure at one batch", failure("unknown", 500), true],
  ["a cancel that came too late", failure("unknown", 409), true],
  ["a refused key", failure("rejected", 401), false],
  ["an address that is not allowed", failure("rejected", null), false],
  ["a lost reply", failure("unknown", null), false],
  ["too often", failure("throttled", 429), false],
  ["no key", new AppError("unavailable", "There is no key."), false],
])("%s: about the one object asked for is %s", (_, error, isOne) => {
  expect(isOfOneObject(error)).toBe(isOne);
});

test("the words of a refused key are our own: the provider's quote a part of it", () => {
  expect(failureWords(failure("rejected", 401), "OpenAI")).toBe("OpenAI does not accept the key");
  expect(failureWords(failure("rejected", 403), "OpenAI")).toBe("Words");
});

test.each([
  ["completed", null, null],
  ["failed", null, "the provider refused the file without saying why"],
  ["failed", [{ code: "bad", message: "", line: null }], "bad"],
  ["failed", [{ code: "bad", message: "No JSON", line: 7 }], "No JSON (line 7)"],
  ["failed", Array.from({ length: 3 }, () => ({ code: "bad", message: "No", line: null })), "No (and 2 more)"],
])("%s with errors %j: %s", (status, errors, words) => {
  expect(whyFailed(status, errors)).toBe(words);
});

describe("looks in vain", () => {
  test("are told down to the last, each after a longer wait, ten to thirty minutes in all", () => {
    let part = { missingLooks: 0 };
    const waits: number[] = [];
    const reasons: string[] = [];
    while (!isLastLook(part)) {
      const looked = lookedInVain(part, 1000, "the results");
      waits.push(looked.nextAttemptAt - 1000);
      reasons.push(looked.reason);
      part = looked;
    }
    expect(waits).toEqual(MISSING_WAITS_MS);
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeGreaterThanOrEqual(600_000);
    expect(total).toBeLessThanOrEqual(1_800_000);
    expect(reasons[0]).toContain("the results. Mailgist asks again, up to 5 more times, before");
    expect(reasons.at(-1)).toContain("asks again, for the last time, before");
  });
});
