import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EngineEmbedder } from "#lib/engine/types";
import { createEmbedder, type LocalEmbedder } from "#lib/search/embedder";
import { MODEL, openTestEngine, requestLine, type TestEngine } from "#tests/support/vendor-engine";

const EMBEDDINGS = "/v1/embeddings";
let local: LocalEmbedder;
let vendor: TestEngine;

beforeAll(() => {
  local = createEmbedder();
});
afterAll(() => local.close());
beforeEach(() => {
  vendor = openTestEngine({ embed: local });
});
afterEach(() => vendor.close());

const line = (id: string, input: unknown, body: object = {}) =>
  requestLine(id, { url: EMBEDDINGS, body: { model: local.model, input, ...body } });

const embed = (body: object) => vendor.client.post<unknown>("/embeddings", { body });

describe("POST /v1/embeddings", () => {
  test("answers as the vendor does, numbers or base64, one for each input in order", async () => {
    const input = ["The heating is broken.", "Please pay the invoice."];
    // The SDK asks for base64 by itself and decodes it.
    const decoded = await vendor.client.embeddings.create({ model: local.model, input });
    const plain = await vendor.client.embeddings.create({ model: local.model, input, encoding_format: "float" });
    expect(plain).toMatchObject({ object: "list", model: local.model, usage: { prompt_tokens: 12, total_tokens: 12 } });
    expect(plain.data.map(({ object, index }) => [object, index])).toEqual([
      ["embedding", 0],
      ["embedding", 1],
    ]);
    for (const [at, { embedding }] of plain.data.entries()) {
      expect(embedding).toHaveLength(local.dimensions);
      expect(Math.hypot(...embedding)).toBeCloseTo(1, 5);
      expect(Array.from(decoded.data[at]?.embedding ?? [])).toEqual(embedding);
    }
    const one = await vendor.client.embeddings.create({ model: local.model, input: input[1] ?? "" });
    expect(Array.from(one.data[0]?.embedding ?? [])[0]).toBeCloseTo(plain.data[1]?.embedding[0] ?? 9, 5);
  });

  test.each([
    ["no input", { input: undefined }, 400, "missing_required_parameter"],
    ["an empty text", { input: "" }, 400, "invalid_value"],
    ["an empty list", { input: [] }, 400, "invalid_value"],
    ["tokens", { input: [1, 2, 3] }, 400, "invalid_type"],
    ["too many", { input: Array.from({ length: 2049 }, () => "x") }, 400, "invalid_value"],
    ["another length", { dimensions: 256 }, 400, "unsupported_value"],
    ["another encoding", { encoding_format: "hex" }, 400, "invalid_value"],
    ["words it does not know", { input: "会議は金曜日です" }, 400, "invalid_value"],
    ["a model it lacks", { model: "text-embedding-3-small" }, 404, "model_not_found"],
    ["the model that writes", { model: MODEL }, 404, "model_not_found"],
  ])("refuses %s", async (_, changes, status, code) => {
    await expect(embed({ model: local.model, input: "Hello there", ...changes })).rejects.toMatchObject({
      status,
      code,
    });
  });

  test("is named among the models, and does not chat", async () => {
    expect((await vendor.client.models.list()).data.map(({ id }) => id)).toEqual([MODEL, local.model]);
    expect((await vendor.client.models.retrieve(local.model)).owned_by).toBe("mailgist");
    const chat = vendor.client.chat.completions.create({
      model: local.model,
      messages: [{ role: "user", content: "x" }],
    });
    await expect(chat).rejects.toMatchObject({ status: 404, code: "model_not_found" });
  });

  test("is no endpoint of an engine without such a model", async () => {
    await vendor.reopen({ embed: null });
    await expect(embed({ model: local.model, input: "x" })).rejects.toMatchObject({ status: 404 });
  });

  test("says that it is busy when its model cannot answer", async () => {
    const broken: EngineEmbedder = { ...local, embed: () => Promise.reject(new Error("gone")) };
    await vendor.reopen({ embed: broken });
    await expect(embed({ model: local.model, input: "x" })).rejects.toMatchObject({ status: 503 });
  });
});

describe("a batch of embeddings", () => {
  test("is answered line by line; a line that cannot be is a failure of its own", async () => {
    const id = await vendor.submit(
      [
        line("one", "The heating is broken."),
        line("two", ["Please pay the invoice.", "Lunch is at noon."], { encoding_format: "base64" }),
        line("foreign", "会議は金曜日です"),
        line("empty", ""),
      ],
      { endpoint: EMBEDDINGS },
    );
    await vendor.drive();
    const batch = await vendor.client.batches.retrieve(id);
    expect(batch).toMatchObject({ status: "completed", endpoint: EMBEDDINGS });
    expect(batch.request_counts).toEqual({ total: 4, completed: 2, failed: 2 });
    const { output, errors } = await vendor.results(id);
    const bodies = Object.fromEntries(output.map(({ custom_id, response }) => [custom_id, response?.body as unknown]));
    expect(bodies.one).toMatchObject({ object: "list", model: local.model, data: [{ object: "embedding", index: 0 }] });
    const two = bodies.two as { data: { embedding: string }[]; usage: { prompt_tokens: number } };
    expect(two.data.map(({ embedding }) => Buffer.from(embedding, "base64").length)).toEqual([
      4 * local.dimensions,
      4 * local.dimensions,
    ]);
    expect(errors.map(({ custom_id, response }) => [custom_id, response?.status_code]).sort()).toEqual([
      ["empty", 400],
      ["foreign", 400],
    ]);
  });

  test("may use the embedding model alone, and only that endpoint", async () => {
    const wrongModel = await vendor.submit([line("a", "x", { model: MODEL })], { endpoint: EMBEDDINGS });
    const wrongUrl = await vendor.submit([requestLine("a")], { endpoint: EMBEDDINGS });
    await vendor.drive();
    expect((await vendor.client.batches.retrieve(wrongModel)).errors?.data?.[0]?.code).toBe("model_not_found");
    expect((await vendor.client.batches.retrieve(wrongUrl)).errors?.data?.[0]?.code).toBe("url_mismatch");
  });
});
