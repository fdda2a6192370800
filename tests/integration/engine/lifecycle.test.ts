import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Answerer } from "#lib/engine/types";
import { firstWords } from "#tests/support/vendor";
import { HOUR, openTestEngine, requestLine, requestLines, type TestEngine } from "#tests/support/vendor-engine";

let vendor: TestEngine;

beforeEach(() => {
  vendor = openTestEngine({ groupSize: 5 });
});

afterEach(() => vendor.close());

/** Steps until the batch has that status; fails when the engine goes idle first. */
async function driveTo(id: string, status: string): Promise<void> {
  while ((await vendor.status(id)) !== status) {
    expect(await vendor.engine.step(), `idle before ${status}`).toBe(true);
  }
}

function ids(lines: { custom_id: string }[]): string[] {
  return lines.map((line) => line.custom_id);
}

test("a batch goes from validating to completed, with its times, counts, usage and files", async () => {
  const id = await vendor.submit(requestLines(12), { metadata: { part: "p1" } });
  const seen = new Map([[await vendor.status(id), vendor.now()]]);
  const seconds = (status: string) => Math.floor((seen.get(status) ?? 0) / 1000);
  for (;;) {
    vendor.advance(1000);
    const more = await vendor.engine.step();
    const status = await vendor.status(id);
    if (!seen.has(status)) seen.set(status, vendor.now());
    if (!more) break;
  }
  expect([...seen.keys()]).toEqual(["validating", "in_progress", "finalizing", "completed"]);
  const batch = await vendor.client.batches.retrieve(id);
  expect(batch).toMatchObject({
    model: "mailgist-extractive-1",
    errors: null,
    error_file_id: null,
    created_at: seconds("validating"),
    in_progress_at: seconds("in_progress"),
    finalizing_at: seconds("finalizing"),
    completed_at: seconds("completed"),
    expires_at: seconds("validating") + 24 * 3600,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 12, completed: 12, failed: 0 },
    usage: { input_tokens: 36, output_tokens: 36, total_tokens: 72, input_tokens_details: { cached_tokens: 0 } },
    metadata: { part: "p1" },
  });
  const { output } = await vendor.results(id);
  const expected = requestLines(12).map((_, index) => `email-${index}`);
  expect(ids(output)).not.toEqual(expected);
  expect(ids(output).sort()).toEqual(expected.sort());
  expect(output.find((line) => line.custom_id === "email-7")).toMatchObject({
    error: null,
    response: {
      status_code: 200,
      body: {
        object: "chat.completion",
        model: "mailgist-extractive-1",
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Text of email-7" } }],
        usage: { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 },
      },
    },
  });
  const file = await vendor.client.files.retrieve(batch.output_file_id ?? "");
  expect(file).toMatchObject({ purpose: "batch_output", filename: `${id}_output.jsonl` });
});

describe("answers of every kind", () => {
  const script: Answerer = async (bodies) => {
    const usual = await firstWords(bodies);
    return bodies.map((body, index) => {
      const text = String(body.messages[0]?.content);
      if (text.includes("email-1")) return { error: "The model crashed." };
      if (text.includes("email-2")) return { error: "Too long.", status: 400, code: "context_length_exceeded" };
      const answer = usual[index] as { content: string; finishReason: "stop"; promptTokens: 1; completionTokens: 1 };
      if (text.includes("email-3")) return { ...answer, finishReason: "length" };
      if (text.includes("email-4")) return { ...answer, refusal: "I cannot help with that." };
      return answer;
    });
  };

  test("failures go to the error file as HTTP errors; the rest to the output file", async () => {
    await vendor.reopen({ answer: script });
    const lines = [
      ...requestLines(5),
      requestLine("stream", { body: { model: "mailgist-extractive-1", messages: [{ role: "user" }], stream: true } }),
    ];
    const id = await vendor.submit(lines);
    await vendor.drive();
    const { output, errors } = await vendor.results(id);
    expect(ids(output).sort()).toEqual(["email-0", "email-3", "email-4"]);
    expect(ids(errors).sort()).toEqual(["email-1", "email-2", "stream"]);
    const byId = Object.fromEntries([...output, ...errors].map((line) => [line.custom_id, line]));
    expect(byId["email-1"]).toMatchObject({
      error: null,
      response: { status_code: 500, body: { error: { message: "The model crashed.", type: "server_error" } } },
    });
    expect(byId["email-2"]).toMatchObject({
      response: { status_code: 400, body: { error: { code: "context_length_exceeded", param: null } } },
    });
    expect(byId["email-3"]).toMatchObject({ response: { body: { choices: [{ finish_reason: "length" }] } } });
    expect(byId["email-4"]).toMatchObject({
      response: { body: { choices: [{ message: { content: null, refusal: "I cannot help with that." } }] } },
    });
    expect(byId.stream).toMatchObject({ response: { status_code: 400, body: { error: { param: "stream" } } } });
    expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({ total: 6, completed: 3, failed: 3 });
  });

  test("when all fail the batch is completed without an output file", async () => {
    await vendor.reopen({ answer: async (bodies: unknown[]) => bodies.map(() => ({ error: "No." })) });
    const id = await vendor.submit(requestLines(9));
    await vendor.drive();
    const batch = await vendor.client.batches.retrieve(id);
    expect(batch).toMatchObject({ status: "completed", output_file_id: null, request_counts: { total: 9, failed: 9 } });
    expect((await vendor.results(id)).errors).toHaveLength(9);
  });

  test("a rejecting answerer is left alone and asked again; nothing is recorded meanwhile", async () => {
    let broken = true;
    const answer: Answerer = async (bodies) => {
      if (broken) throw new Error("gone");
      return firstWords(bodies);
    };
    await vendor.reopen({ answer });
    const id = await vendor.submit(requestLines(3));
    await vendor.drive();
    expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({ total: 3, completed: 0, failed: 0 });
    broken = false;
    await vendor.drive();
    expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({ total: 3, completed: 3, failed: 0 });
  });

  test("one request that always makes it reject fails alone", async () => {
    const answer: Answerer = async (bodies) => {
      if (bodies.some((body) => JSON.stringify(body).includes("email-3"))) throw new Error("gone");
      return firstWords(bodies);
    };
    await vendor.reopen({ answer });
    const id = await vendor.submit(requestLines(8));
    for (let tries = 0; tries < 10 && (await vendor.status(id)) !== "completed"; tries += 1) await vendor.drive();
    const { output, errors } = await vendor.results(id);
    expect(ids(errors)).toEqual(["email-3"]);
    expect(output).toHaveLength(7);
  });

  test("an answerer that loses count is treated as one that rejects", async () => {
    await vendor.reopen({ answer: async () => [] });
    const id = await vendor.submit(requestLines(2));
    await vendor.drive();
    expect((await vendor.client.batches.retrieve(id)).request_counts).toEqual({ total: 2, completed: 0, failed: 0 });
  });
});

describe("cancel", () => {
  const cancel = (id: string) => vendor.client.batches.cancel(id);

  test("while validating: cancelled, without files", async () => {
    const id = await vendor.submit(requestLines(1200));
    await vendor.engine.step();
    const cancelling = await cancel(id);
    expect(cancelling).toMatchObject({ status: "cancelling", cancelling_at: Math.floor(vendor.now() / 1000) });
    await vendor.drive();
    const batch = await vendor.client.batches.retrieve(id);
    expect(batch).toMatchObject({ status: "cancelled", output_file_id: null, error_file_id: null });
    expect(batch.cancelled_at).toBe(Math.floor(vendor.now() / 1000));
  });

  test("in progress: answers are kept, the rest is batch_cancelled, and cancelling twice changes nothing", async () => {
    const id = await vendor.submit(requestLines(12));
    await driveTo(id, "in_progress");
    await vendor.engine.step();
    await cancel(id);
    vendor.advance(5000);
    const again = await cancel(id);
    expect(again.cancelling_at).toBe(Math.floor(vendor.now() / 1000) - 5);
    await driveTo(id, "cancelled");
    const { output, errors } = await vendor.results(id);
    expect(output).toHaveLength(5);
    expect(errors).toHaveLength(7);
    for (const line of errors) expect(line).toMatchObject({ response: null, error: { code: "batch_cancelled" } });
    expect(new Set(ids([...output, ...errors])).size).toBe(12);
    const batch = await vendor.client.batches.retrieve(id);
    expect(batch.request_counts).toEqual({ total: 12, completed: 5, failed: 0 });
  });

  test("while its answerer is busy: what it then answers is kept", async () => {
    const asked = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const answer: Answerer = async (bodies) => {
      asked.resolve();
      await released.promise;
      return firstWords(bodies);
    };
    await vendor.reopen({ answer });
    const id = await vendor.submit(requestLines(8));
    await driveTo(id, "in_progress");
    const step = vendor.engine.step();
    await asked.promise;
    await cancel(id);
    released.resolve();
    await step;
    await driveTo(id, "cancelled");
    expect((await vendor.results(id)).output).toHaveLength(5);
  });

  test.each(["finalizing", "completed", "failed", "cancelled", "expired"])(
    "a %s batch refuses with 409",
    async (status) => {
      const id = await vendor.submit(status === "failed" ? ["{"] : requestLines(3));
      if (status === "cancelled") await cancel(id);
      if (status === "expired") vendor.advance(25 * HOUR);
      await driveTo(id, status);
      await expect(cancel(id)).rejects.toMatchObject({ status: 409 });
      expect(await vendor.status(id)).toBe(status);
    },
  );

  test("an unknown batch is a 404", async () => {
    await expect(cancel("batch_unknown")).rejects.toMatchObject({ status: 404 });
  });
});

test("after 24 hours a batch expires and keeps what was answered", async () => {
  const id = await vendor.submit(requestLines(12));
  await driveTo(id, "in_progress");
  await vendor.engine.step();
  await vendor.engine.step();
  vendor.advance(24 * HOUR);
  await vendor.drive();
  const batch = await vendor.client.batches.retrieve(id);
  expect(batch).toMatchObject({
    status: "expired",
    expired_at: Math.floor(vendor.now() / 1000),
    finalizing_at: null,
    request_counts: { total: 12, completed: 10, failed: 0 },
  });
  const { output, errors } = await vendor.results(id);
  expect(output).toHaveLength(10);
  expect(errors.map((line) => line.error?.code)).toEqual(["batch_expired", "batch_expired"]);
  expect(new Set(ids([...output, ...errors])).size).toBe(12);
});

test("every step lets other work in between, whatever it does", async () => {
  const id = await vendor.submit(requestLines(900));
  for (let more = true; more; ) {
    let turned = false;
    setImmediate(() => {
      turned = true;
    });
    more = await vendor.engine.step();
    expect(turned).toBe(true);
  }
  expect(await vendor.status(id)).toBe("completed");
});

test("a small batch does not wait for a large one", async () => {
  const large = await vendor.submit(requestLines(400));
  await driveTo(large, "in_progress");
  const small = await vendor.submit(requestLines(4));
  await driveTo(small, "completed");
  expect(await vendor.status(large)).toBe("in_progress");
});

test("once a batch ended, no mail text stays in the database, and no half-written file", async () => {
  const lines = Array.from({ length: 300 }, (_, index) =>
    requestLine(`email-${index}`, {}, `Zanzibar merger ${index}`),
  );
  const id = await vendor.submit(lines);
  await vendor.drive();
  for (const name of readdirSync(vendor.directory).filter((file) => file.startsWith("engine.db"))) {
    expect(readFileSync(join(vendor.directory, name)).includes("Zanzibar"), name).toBe(false);
  }
  expect(JSON.stringify(await vendor.results(id))).toContain("Zanzibar");
  const batch = await vendor.client.batches.retrieve(id);
  const files = [batch.input_file_id, batch.output_file_id];
  expect(readdirSync(join(vendor.directory, "files")).sort()).toEqual(files.sort());
});

test("large requests come to the answerer in smaller groups, each as it was sent", async () => {
  const groups: number[] = [];
  const answer: Answerer = async (bodies) => {
    groups.push(bodies.length);
    return bodies.map((body) => {
      const content = `${String(body.messages[0]?.content).length}`;
      return { content, finishReason: "stop", promptTokens: 1, completionTokens: 1 };
    });
  };
  await vendor.reopen({ answer });
  const sizes = [200_000, 200_000, 200_000, 3_000_000, 10, 20];
  const id = await vendor.submit(sizes.map((size, index) => requestLine(`email-${index}`, {}, "x".repeat(size))));
  await vendor.drive();
  expect(groups).toEqual([2, 1, 1, 2]);
  const { output } = await vendor.results(id);
  for (const line of output) {
    const size = sizes[Number(line.custom_id.slice("email-".length))];
    expect(line.response?.body).toMatchObject({ choices: [{ message: { content: String(size) } }] });
  }
  expect(output).toHaveLength(sizes.length);
});
