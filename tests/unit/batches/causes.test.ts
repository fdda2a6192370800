import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  causeOf,
  LONGER_ANSWERS,
  longerAnswers,
  type Remedy,
  remedyLabel,
  SHORTER_TEXTS,
  shorterTexts,
} from "#lib/batches/causes";

const table: [string, string, Remedy][] = [
  ["rate_limit_exceeded", "busy", "retry"],
  ["http_429", "busy", "retry"],
  ["server_error", "trouble", "retry"],
  ["overloaded", "trouble", "retry"],
  ["http_503", "trouble", "retry"],
  ["no_answer", "no-answer", "retry"],
  ["request_timeout", "no-answer", "retry"],
  ["results_gone", "no-answer", "retry"],
  ["batch_expired", "expired", "retry"],
  ["batch_cancelled", "stopped", "retry"],
  ["not_sent", "stopped", "retry"],
  ["could_not_start", "not-started", "retry"],
  ["token_limit_exceeded", "queue", "wait"],
  ["insufficient_quota", "credit", "wait"],
  ["invalid_api_key", "key", "wait"],
  ["context_length_exceeded", "too-long", "shorten"],
  ["string_above_max_length", "too-long", "shorten"],
  ["length", "cut-off", "longer"],
  ["empty", "unusable", "retry"],
  ["not_json", "unusable", "retry"],
  ["wrong_shape", "unusable", "retry"],
  ["refusal", "declined", "other-model"],
  ["content_filter", "declined", "other-model"],
  ["content_policy_violation", "declined", "other-model"],
  ["model_not_found", "model", "other-model"],
  ["unsupported_parameter", "model", "other-model"],
];

describe("the cause behind a code", () => {
  test.each(table)("%s is %s, and the button is %s", (code, id, remedy) => {
    expect(causeOf(code, "mailgist")).toMatchObject({ id, remedy });
  });

  test("Classic sets no limit for an answer, so a cut-off one did not fit the model", () => {
    expect(causeOf("length", "classic")).toMatchObject({ id: "too-long", remedy: "shorten" });
  });

  test("whatever a vendor says has a cause, words and a button", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("classic" as const, "mailgist" as const), (code, recipe) => {
        const cause = causeOf(code, recipe);
        expect(cause.id).not.toBe("");
        expect(cause.meaning).toMatch(/^[A-Z].*\.$/);
        expect(remedyLabel(cause, 2, "2")).toMatch(/^[A-Z].*[^.]$/);
      }),
    );
  });

  test("an unknown code keeps to itself, has no words of ours and can be tried again", () => {
    expect(causeOf("brand_new", "classic")).toMatchObject({ id: "code:brand_new", title: null, remedy: "retry" });
    expect(causeOf("", "classic")).toMatchObject({ id: "code:", title: null, remedy: "retry" });
  });

  test("titles are short sentences without their full stop", () => {
    for (const [code] of table) {
      const { title } = causeOf(code, "mailgist");
      if (title !== null) expect(title).toMatch(/^[A-Z].*[^.]$/);
    }
  });
});

describe("the button's words", () => {
  test.each<[string, number, string]>([
    ["server_error", 9, "Try these 9 again"],
    ["server_error", 1, "Try this one again"],
    ["batch_expired", 588, "Send the other 588"],
    ["batch_expired", 1, "Send the other one"],
    ["context_length_exceeded", 9, "Shorten these 9"],
    ["length", 9, "Allow longer answers"],
    ["length", 1, "Allow a longer answer"],
    ["refusal", 9, "Choose another model"],
    ["insufficient_quota", 9, "Try these 9 again"],
  ])("%s, %d: %s", (code, count, label) => {
    expect(remedyLabel(causeOf(code, "mailgist"), count, String(count))).toBe(label);
  });
});

describe("limits worth offering", () => {
  test("a text gets shorter every time, and the first choice is clearly shorter", () => {
    expect(shorterTexts(null)).toEqual({ choices: SHORTER_TEXTS, usual: 8000 });
    expect(shorterTexts(32_000)).toEqual({ choices: [16_000, 8000, 4000, 2000, 1000], usual: 8000 });
    expect(shorterTexts(8000)).toEqual({ choices: [4000, 2000, 1000], usual: 4000 });
    expect(shorterTexts(1000)).toEqual({ choices: [], usual: 0 });
  });

  test("an answer may take more every time", () => {
    expect(longerAnswers(500)).toEqual({ choices: LONGER_ANSWERS, usual: 1000 });
    expect(longerAnswers(4000)).toEqual({ choices: [8000, 16_000], usual: 8000 });
    expect(longerAnswers(16_000)).toEqual({ choices: [], usual: 0 });
  });
});
