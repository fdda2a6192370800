import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_FORM } from "#lib/prompts/form";
import { parseAnswer } from "#lib/prompts/parse";

const usage = { prompt_tokens: 11, completion_tokens: 5 };
const answer = (content: unknown, more: object = {}, message: object = {}) => ({
  choices: [{ finish_reason: "stop", message: { content, refusal: null, ...message }, ...more }],
  usage,
});

test("reads a summary out of the JSON that our own recipe asked for", () => {
  expect(parseAnswer("mailgist", answer('{"summary":" Ann asks. "}'))).toEqual({
    ok: true,
    text: "Ann asks.",
    fields: null,
    inputTokens: 11,
    outputTokens: 5,
  });
});

test("reads the fields that were asked for, and refuses an answer that lacks one", () => {
  const form = { ...EMPTY_FORM, tags: [], urgency: true };
  const whole = answer('{"summary":"Ann asks.","tags":["rent"],"urgency":"high"}');
  expect(parseAnswer("mailgist", whole, form)).toMatchObject({ fields: { tags: ["rent"], urgency: "high" } });
  expect(parseAnswer("mailgist", answer('{"summary":"Ann asks."}'), form)).toMatchObject({ code: "wrong_shape" });
});

test("Classic takes the text as it is, JSON or not", () => {
  expect(parseAnswer("classic", answer("{ no JSON"))).toMatchObject({ ok: true, text: "{ no JSON" });
  expect(parseAnswer("classic", { choices: [{ message: { content: "x" } }] })).toMatchObject({
    ok: true,
    inputTokens: 0,
    outputTokens: 0,
  });
});

test.each([
  ["no_choices", { choices: [], usage }],
  ["no_choices", null],
  ["no_choices", "text"],
  ["refusal", answer(null, {}, { refusal: "I cannot help." })],
  ["length", answer('{"summary":"cut', { finish_reason: "length" })],
  ["content_filter", answer("", { finish_reason: "content_filter" })],
  ["empty", answer("  ")],
  ["empty", answer(null)],
  ["empty", answer('{"summary":" "}')],
  ["not_json", answer("Ann asks.")],
  ["wrong_shape", answer('{"text":"Ann asks."}')],
  ["wrong_shape", answer('{"summary":7}')],
  ["wrong_shape", answer('["Ann"]')],
])("%s: %j", (code, body) => {
  const parsed = parseAnswer("mailgist", body);
  expect(parsed).toMatchObject({ ok: false, code });
  if (!parsed.ok) expect(parsed.reason).toMatch(/^The .*\.$/);
});

test("what was paid for counts, also without a summary", () => {
  expect(parseAnswer("mailgist", answer("no JSON"))).toMatchObject({ inputTokens: 11, outputTokens: 5 });
});

test("no answer whatever makes it throw", () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom("classic" as const, "mailgist" as const), (body, recipe) => {
      expect(typeof parseAnswer(recipe, body).ok).toBe("boolean");
      expect(typeof parseAnswer(recipe, { choices: [body] }).ok).toBe("boolean");
      expect(typeof parseAnswer(recipe, { choices: [{ message: body }] }).ok).toBe("boolean");
    }),
  );
});
