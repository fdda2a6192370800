import OpenAI from "openai";
import { afterEach, describe, expect, test } from "vitest";
import { createAnswerer } from "#lib/engine/answerer";
import { startVendor, type Vendor } from "#tests/support/vendor";
import {
  createBatch,
  createClient,
  MODEL,
  openTestEngine,
  readResults,
  requestLine,
  requestLines,
  type TestEngine,
  uploadLines,
} from "#tests/support/vendor-engine";

type Subject = { client: OpenAI; drive: () => Promise<void> };
let embedded: TestEngine | null = null;
let served: Vendor | null = null;

afterEach(async () => {
  await embedded?.close();
  await served?.close();
  embedded = served = null;
});

async function open(way: string): Promise<Subject> {
  if (way === "in the process") {
    embedded = openTestEngine();
    return embedded;
  }
  const vendor = await startVendor({ models: [MODEL], anyModel: false });
  served = vendor;
  const viaHttp = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(vendor.url + pathname.slice("/v1".length) + search, request));
  };
  return { client: createClient(viaHttp), drive: vendor.drive };
}

describe.each(["in the process", "over HTTP"])("the SDK %s", (way) => {
  test("runs a batch from file to answers and cleans up", async () => {
    const { client, drive } = await open(way);
    const id = await createBatch(client, await uploadLines(client, requestLines(150)), { metadata: { app: "test" } });
    expect((await client.batches.list({ limit: 100 })).data).toMatchObject([{ id, metadata: { app: "test" } }]);
    await drive();
    const { output, errors } = await readResults(client, id);
    expect(errors).toEqual([]);
    expect(new Set(output.map((line) => line.custom_id)).size).toBe(150);
    for (const file of (await client.files.list()).data)
      expect((await client.files.delete(file.id)).deleted).toBe(true);
    expect((await client.files.list()).data).toEqual([]);
  });

  test("answers a chat at once", async () => {
    const { client } = await open(way);
    const messages = [{ role: "user" as const, content: "one two three" }];
    const completion = await client.chat.completions.create({ model: MODEL, messages });
    expect(completion).toMatchObject({
      object: "chat.completion",
      model: MODEL,
      choices: [{ message: { role: "assistant", content: "one two three", refusal: null }, finish_reason: "stop" }],
      usage: { prompt_tokens: 3, completion_tokens: 3, total_tokens: 6 },
    });
  });

  test.each([
    [{ model: "gpt-9", messages: [{ role: "user", content: "x" }] }, 404, "model_not_found"],
    [{ messages: [{ role: "user", content: "x" }] }, 400, "missing_required_parameter"],
    [{ model: MODEL }, 400, "missing_required_parameter"],
    [{ model: MODEL, messages: [] }, 400, "invalid_type"],
    [{ model: MODEL, messages: ["x"] }, 400, "invalid_type"],
    [{ model: MODEL, messages: [{ role: "user", content: "x" }], n: 2 }, 400, "unsupported_value"],
    [[], 400, null],
  ])("refuses the chat %j", async (body, status, code) => {
    const { client } = await open(way);
    await expect(client.post("/chat/completions", { body })).rejects.toMatchObject({ status, code });
  });

  test("lists its models", async () => {
    const { client } = await open(way);
    const { data } = await client.models.list();
    expect(data).toMatchObject([{ id: MODEL, object: "model", owned_by: "mailgist", shutdown_date: null }]);
    expect(await client.models.retrieve(MODEL)).toEqual(data[0]);
  });
});

test("the SDK takes engine.fetch as its fetch", async () => {
  embedded = openTestEngine();
  const { engine } = embedded;
  const client = new OpenAI({
    apiKey: "none",
    baseURL: "http://engine.local/v1",
    maxRetries: 0,
    fetch: (url, init) => engine.fetch(new Request(url as string, init as RequestInit)),
  });
  const id = await uploadLines(client, requestLines(1));
  expect((await client.files.retrieve(id)).purpose).toBe("batch");
});

test("with its own answerer it summarises mails for real", async () => {
  const answerer = createAnswerer();
  embedded = openTestEngine({ answer: answerer.answer });
  const text = (name: string) =>
    `From: ${name} <x@example.com>\nSubject: Contract\n\nHello,\n\n${name} needs the signed contract by Friday noon.\n`;
  const id = await embedded.submit(["Ann", "Bob"].map((name) => requestLine(name, {}, text(name))));
  await embedded.drive();
  const { output, errors } = await embedded.results(id);
  expect(errors).toEqual([]);
  for (const { custom_id, response } of output) {
    const body: unknown = response?.body;
    expect(body).toMatchObject({
      choices: [{ finish_reason: "stop", message: { content: expect.stringContaining(custom_id), refusal: null } }],
    });
  }
  expect(output).toHaveLength(2);
  await answerer.close();
});

test("an answerer that fails makes a live chat fail as the vendor would", async () => {
  embedded = openTestEngine({ answer: async () => [{ error: "The model crashed." }] });
  const body = { model: MODEL, messages: [{ role: "user" as const, content: "x" }] };
  await expect(embedded.client.chat.completions.create(body)).rejects.toMatchObject({ status: 500 });
  await embedded.reopen({ answer: () => Promise.reject(new Error("gone")) });
  await expect(embedded.client.chat.completions.create(body)).rejects.toMatchObject({ status: 503 });
});
