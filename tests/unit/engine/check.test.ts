import { describe, expect, test } from "vitest";
import { checkLine } from "#lib/engine/check";
import { MODEL, requestLine } from "#tests/support/vendor-engine";

const rules = { endpoint: "/v1/chat/completions", model: null, offers: (model: string) => model === MODEL };

describe("checkLine", () => {
  test("takes a good line", () => {
    expect(checkLine(requestLine("a"), 1, rules)).toEqual({ customId: "a", model: MODEL });
  });

  test("takes a line that ends with a carriage return", () => {
    expect(checkLine(`${requestLine("a")}\r`, 1, rules)).toEqual({ customId: "a", model: MODEL });
  });

  test.each([
    ["text", "hello", "invalid_json_line", null],
    ["cut off", requestLine("a").slice(0, -1), "invalid_json_line", null],
    ["a BOM", `\ufeff${requestLine("a")}`, "invalid_json_line", null],
    ["a list", "[]", "invalid_json_line", null],
    ["null", "null", "invalid_json_line", null],
    ["no custom_id", requestLine("a", { custom_id: undefined }), "missing_required_parameter", "custom_id"],
    ["empty custom_id", requestLine(""), "missing_required_parameter", "custom_id"],
    ["a number as custom_id", requestLine("a", { custom_id: 7 }), "invalid_type", "custom_id"],
    ["no method", requestLine("a", { method: undefined }), "missing_required_parameter", "method"],
    ["another method", requestLine("a", { method: "GET" }), "invalid_method", "method"],
    ["no url", requestLine("a", { url: undefined }), "missing_required_parameter", "url"],
    ["another url", requestLine("a", { url: "/v1/embeddings" }), "url_mismatch", "url"],
    ["no body", requestLine("a", { body: undefined }), "missing_required_parameter", "body"],
    ["text as body", requestLine("a", { body: "x" }), "invalid_type", "body"],
    ["no model", requestLine("a", { body: { messages: [] } }), "missing_required_parameter", "body.model"],
    ["a number as model", requestLine("a", { body: { model: 4 } }), "invalid_type", "body.model"],
    ["an unknown model", requestLine("a", { body: { model: "gpt-9" } }), "model_not_found", "body.model"],
  ])("refuses %s", (_, text, code, param) => {
    expect(checkLine(text, 3, rules)).toMatchObject({ code, param, line: 3 });
  });

  test("refuses a second model, even one it offers", () => {
    const offers = () => true;
    const line = requestLine("a", { body: { model: "other" } });
    expect(checkLine(line, 2, { ...rules, model: MODEL, offers })).toMatchObject({
      code: "model_mismatch",
      param: "body.model",
    });
  });
});
