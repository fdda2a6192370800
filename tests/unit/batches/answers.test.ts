import { describe, expect, test } from "vitest";
import { readAnswer } from "#lib/batches/answers";

const read = (value: unknown) =>
  readAnswer(
    { number: 1, text: typeof value === "string" ? value : JSON.stringify(value), head: "" },
    { recipe: "classic" },
  );
const body = (content: string) => ({
  choices: [{ message: { content, refusal: null }, finish_reason: "stop" }],
  usage: { prompt_tokens: 7, completion_tokens: 3 },
});

test("a success", () => {
  const line = { custom_id: "a", response: { status_code: 200, body: body(" Hello. ") }, error: null };
  expect(read(line)).toEqual({
    customId: "a",
    outcome: "summarised",
    text: "Hello.",
    fields: null,
    code: null,
    reason: null,
    inputTokens: 7,
    outputTokens: 3,
  });
});

describe("what has no summary", () => {
  test.each([
    [
      "refused by status",
      { response: { status_code: 429, body: { error: { message: "Slow", code: "limit" } } }, error: null },
      "failed",
      "limit",
      "Slow",
    ],
    [
      "refused without a code",
      { response: { status_code: 500, body: { error: { message: "Oops", type: "server_error", code: null } } } },
      "failed",
      "server_error",
      "Oops",
    ],
    [
      "refused without words",
      { response: { status_code: 503, body: null } },
      "failed",
      "http_503",
      "The provider refused this email",
    ],
    [
      "expired",
      { response: null, error: { code: "batch_expired", message: "vendor words" } },
      "not_run",
      "batch_expired",
      "The provider ran out of time before this email",
    ],
    [
      "cancelled",
      { response: null, error: { code: "batch_cancelled", message: "x" } },
      "not_run",
      "batch_cancelled",
      "Stopped before it was answered",
    ],
    [
      "timed out",
      { response: null, error: { code: "request_timeout", message: "x" } },
      "not_run",
      "request_timeout",
      "The provider gave up on this email",
    ],
    [
      "another error",
      { response: null, error: { code: "strange", message: "Strange." } },
      "failed",
      "strange",
      "Strange.",
    ],
    ["neither", { response: null, error: null }, "not_run", "no_answer", "No answer came"],
    [
      "cut off",
      { response: { status_code: 200, body: { choices: [{ message: { content: "Hel" }, finish_reason: "length" }] } } },
      "failed",
      "length",
      "The answer was cut off before its end.",
    ],
  ])("%s", (_, line, outcome, code, reason) => {
    expect(read({ custom_id: "a", ...line })).toMatchObject({ customId: "a", outcome, code, reason, text: "" });
  });
});

describe("lines that belong nowhere", () => {
  test.each([
    ["{", "not JSON"],
    ["null", "not an object"],
    ["[1]", "not an object"],
    [{ response: null }, "no custom id"],
    [{ custom_id: 7 }, "no custom id"],
    [{ custom_id: "" }, "no custom id"],
  ])("%j: %s", (line, why) => {
    expect(read(line)).toEqual({ why });
  });

  test("one that was too long to read", () => {
    expect(readAnswer({ number: 3, text: null, head: "{" }, { recipe: "classic" })).toEqual({
      why: "longer than any answer",
    });
  });
});
