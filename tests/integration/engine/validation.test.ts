import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MODEL, openTestEngine, requestLine, requestLines, type TestEngine } from "#tests/support/vendor-engine";

let vendor: TestEngine;

beforeEach(() => {
  vendor = openTestEngine({ models: [MODEL, "second-model"] });
});

afterEach(() => vendor.close());

async function problemsOf(lines: string[] | string) {
  const id = await vendor.submit(lines);
  await vendor.drive();
  const batch = await vendor.client.batches.retrieve(id);
  expect(batch.status).toBe("failed");
  expect(batch.failed_at).toBe(Math.floor(vendor.now() / 1000));
  expect(batch).toMatchObject({ output_file_id: null, error_file_id: null, request_counts: { total: 0 } });
  return batch.errors?.data ?? [];
}

const good = requestLine("good");

describe("one bad line fails the file, and says which", () => {
  test.each([
    ["invalid_json_line", [good, "{"], 2, null],
    ["missing_required_parameter", [requestLine("a", { body: undefined }), good], 1, "body"],
    ["duplicate_custom_id", [good, requestLine("other"), good], 3, "custom_id"],
    ["url_mismatch", [good, requestLine("a", { url: "/v1/embeddings" })], 2, "url"],
    ["model_mismatch", [good, requestLine("a", { body: { model: "second-model", messages: [] } })], 2, "body.model"],
    ["model_not_found", [requestLine("a", { body: { model: "gpt-9", messages: [] } })], 1, "body.model"],
  ])("%s", async (code, lines, line, param) => {
    expect(await problemsOf(lines)).toMatchObject([{ code, line, param }]);
  });

  test("blank lines are passed over but counted", async () => {
    expect(await problemsOf(`${good}\n\n  \r\n{\n`)).toMatchObject([{ code: "invalid_json_line", line: 4 }]);
  });

  test("a BOM is an unreadable first line", async () => {
    expect(await problemsOf(`\ufeff${good}\n`)).toMatchObject([{ code: "invalid_json_line", line: 1 }]);
  });

  test("a BOM on a line of its own is one too", async () => {
    expect(await problemsOf(`\ufeff\n${good}\n`)).toMatchObject([{ code: "invalid_json_line", line: 1 }]);
  });

  test("a line over 16 MB is not read", async () => {
    const lines = [good, requestLine("huge", {}, "x".repeat(33 * 1024 * 1024)), good];
    expect(await problemsOf(lines)).toMatchObject([{ code: "invalid_json_line", line: 2 }]);
  });

  test("bytes that are not UTF-8 are an unreadable line", async () => {
    const bytes = Buffer.concat([Buffer.from(`${good}\n{"custom_id":"`), Buffer.from([0xe9]), Buffer.from('"}\n')]);
    const file = await vendor.client.files.create({ file: new File([bytes], "part.jsonl"), purpose: "batch" });
    const batch = await vendor.client.batches.create({
      input_file_id: file.id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    await vendor.drive();
    const { errors } = await vendor.client.batches.retrieve(batch.id);
    expect(errors?.data).toMatchObject([{ code: "invalid_json_line", line: 2 }]);
  });

  test("every bad line is listed, up to a hundred", async () => {
    expect(await problemsOf(["{", good, "{"])).toMatchObject([{ line: 1 }, { line: 3 }]);
    expect(await problemsOf(Array.from({ length: 700 }, () => "{"))).toHaveLength(100);
  });

  test("a duplicate is found across slices of the file", async () => {
    const lines = [...requestLines(1200), requestLine("email-3")];
    expect(await problemsOf(lines)).toMatchObject([{ code: "duplicate_custom_id", line: 1201 }]);
  });
});

describe("files that are no batch", () => {
  test.each([
    ["no bytes", ""],
    ["blank lines", "\n\n \n"],
  ])("%s: empty_file", async (_, text) => {
    expect(await problemsOf(text)).toMatchObject([{ code: "empty_file", line: null }]);
  });

  test("an unknown file id is accepted and fails in validation", async () => {
    const batch = await vendor.client.batches.create({
      input_file_id: "file-unknown",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    expect(batch.status).toBe("validating");
    await vendor.drive();
    const failed = await vendor.client.batches.retrieve(batch.id);
    expect(failed.status).toBe("failed");
    expect(failed.errors?.data).toMatchObject([{ code: "file_not_found", param: "input_file_id" }]);
  });

  test("a path as file id reaches no file", async () => {
    const batch = await vendor.client.batches.create({
      input_file_id: "../engine.db",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    await vendor.drive();
    expect(await vendor.status(batch.id)).toBe("failed");
  });

  test("a file for another purpose fails in validation", async () => {
    const file = await vendor.client.files.create({ file: new File([good], "a.jsonl"), purpose: "user_data" });
    const batch = await vendor.client.batches.create({
      input_file_id: file.id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    await vendor.drive();
    const failed = await vendor.client.batches.retrieve(batch.id);
    expect(failed.errors?.data).toMatchObject([{ code: "invalid_file_purpose" }]);
  });

  test("over the limit of enqueued tokens a batch fails while another is queued, and passes when that has ended", async () => {
    const lines = requestLines(40);
    const tokens = Buffer.byteLength(lines.join("\n")) / 4;
    await vendor.reopen({ queueLimit: Math.ceil(tokens * 1.5) });
    const first = await vendor.submit(lines);
    while ((await vendor.status(first)) === "validating") await vendor.engine.step();
    const [problem] = await problemsOf(lines);
    expect(problem).toMatchObject({ code: "token_limit_exceeded", line: null });
    expect(problem?.message).toMatch(/Limit: [\d,]+ enqueued tokens/);
    expect(await vendor.status(first)).toBe("completed");
    const later = await vendor.submit(lines);
    await vendor.drive();
    expect(await vendor.status(later)).toBe("completed");
    await vendor.reopen({ queueLimit: Math.floor(tokens / 2) });
    expect(await problemsOf(lines)).toMatchObject([{ code: "token_limit_exceeded" }]);
  });

  test("over 50,000 requests: too_many_tasks; exactly 50,000 pass", async () => {
    const lines = requestLines(50_001);
    expect(await problemsOf(lines)).toMatchObject([{ code: "too_many_tasks", line: null }]);
    const id = await vendor.submit(lines.slice(0, 50_000));
    while ((await vendor.status(id)) === "validating") await vendor.engine.step();
    expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({
      total: 50_000,
      completed: 0,
      failed: 0,
    });
  });
});

describe("create refuses at once", () => {
  const base = { input_file_id: "file-x", endpoint: "/v1/chat/completions", completion_window: "24h" };
  const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
  test.each([
    ["no file", { ...base, input_file_id: undefined }, "input_file_id"],
    ["no endpoint", { ...base, endpoint: undefined }, "endpoint"],
    ["an unknown endpoint", { ...base, endpoint: "/v1/nothing" }, "endpoint"],
    ["an endpoint it lacks", { ...base, endpoint: "/v1/embeddings" }, "endpoint"],
    ["another window", { ...base, completion_window: "1h" }, "completion_window"],
    ["17 pairs of metadata", { ...base, metadata: pairs(17) }, "metadata"],
    ["a long key", { ...base, metadata: { ["k".repeat(65)]: "v" } }, "metadata"],
    ["a long value", { ...base, metadata: { key: "v".repeat(513) } }, "metadata.key"],
    ["a number as value", { ...base, metadata: { key: 1 } }, "metadata.key"],
    ["too short a life of outputs", { ...base, output_expires_after: { anchor: "created_at", seconds: 3599 } }, null],
    ["too long a life of outputs", { ...base, output_expires_after: { anchor: "created_at", seconds: 2592001 } }, null],
    ["another anchor", { ...base, output_expires_after: { anchor: "now", seconds: 3600 } }, null],
  ])("%s", async (_, body, param) => {
    const failure = await vendor.client.post("/batches", { body }).then(
      () => null,
      (error) => error,
    );
    expect(failure).toMatchObject({ status: 400, type: "invalid_request_error" });
    if (param) expect(failure.param).toBe(param);
    expect((await vendor.client.batches.list()).data).toEqual([]);
  });

  test("16 pairs of 64 and 512 characters are kept as they are", async () => {
    const metadata = Object.fromEntries(
      Array.from({ length: 16 }, (_, index) => [String(index).padStart(64, "k"), "v".repeat(512)]),
    );
    const batch = await vendor.client.batches.create({ ...base, metadata } as never);
    expect((await vendor.client.batches.retrieve(batch.id)).metadata).toEqual(metadata);
  });
});
