import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startVendor, type Vendor } from "#tests/support/vendor";
import { createBatch, HOUR, readResults, requestLines, uploadLines } from "#tests/support/vendor-engine";

let vendor: Vendor;
let client: OpenAI;

beforeEach(async () => {
  vendor = await startVendor();
  client = new OpenAI({ apiKey: "none", baseURL: vendor.url, maxRetries: 0 });
});

afterEach(() => vendor.close());

const count = async () => (await client.files.list()).data.length;
const upload = () => uploadLines(client, requestLines(3));
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error) => error,
  );

describe("faults", () => {
  test("status: the error arrives, nothing was made", async () => {
    vendor.fault({ method: "POST", path: /\/files/, kind: "status", status: 503 });
    expect(await failure(upload())).toMatchObject({ status: 503, type: "server_error" });
    expect(await count()).toBe(0);
    expect(vendor.ledger[0]).toMatchObject({
      method: "POST",
      path: "/v1/files",
      status: 503,
      created: null,
      fault: "status",
    });
  });

  test("retry-after: 429 with the header, as often as asked", async () => {
    vendor.fault({ kind: "retry-after", times: 2, headers: { "retry-after": "7" } });
    for (let tries = 0; tries < 2; tries += 1) {
      const error = await failure(client.models.list());
      expect(error).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
      expect(error.headers.get("retry-after")).toBe("7");
    }
    expect(await failure(client.models.list())).toBe(null);
  });

  test("reset-before: no reply and nothing was made", async () => {
    vendor.fault({ kind: "reset-before" });
    expect(await failure(upload())).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(await count()).toBe(0);
  });

  test("reset-after: no reply, yet the file is there and the ledger knows it", async () => {
    vendor.fault({ method: "POST", kind: "reset-after" });
    expect(await failure(upload())).toBeInstanceOf(OpenAI.APIConnectionError);
    expect(await count()).toBe(1);
    const [file] = (await client.files.list()).data;
    expect(vendor.ledger[0]).toMatchObject({ status: 200, created: file?.id, fault: "reset-after" });
  });

  test("late: the client gives up, yet the batch was made", async () => {
    const fileId = await upload();
    vendor.fault({ path: /batches/, kind: "late" });
    const pending = client.batches.create(
      { input_file_id: fileId, endpoint: "/v1/chat/completions", completion_window: "24h" },
      { timeout: 50 },
    );
    expect(await failure(pending)).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
    expect((await client.batches.list()).data).toHaveLength(1);
  });

  test("late: a patient client gets its reply when it is let go", async () => {
    vendor.fault({ kind: "late" });
    const pending = client.models.list();
    await expect.poll(() => vendor.ledger[0]?.status).toBe(200);
    vendor.release();
    expect(await failure(pending)).toBe(null);
  });

  test.each([
    [false, "rejects"],
    [true, "is short"],
  ])("truncate (quiet: %s): the content %s", async (quiet, outcome) => {
    const id = await upload();
    const { bytes } = await client.files.retrieve(id);
    vendor.fault({ path: /content/, kind: "truncate", quiet });
    const read = client.files.content(id).then((response) => response.text());
    if (outcome === "rejects") expect(await failure(read)).toBeInstanceOf(Error);
    else expect((await read).length).toBe(Math.floor(bytes / 2));
  });

  test("body: the reply says something else", async () => {
    const id = await createBatch(client, await upload());
    vendor.fault({ path: /batches/, kind: "body", body: (text) => text.replace("validating", "pondering") });
    expect((await client.batches.retrieve(id)).status).toBe("pondering");
    expect((await client.batches.retrieve(id)).status).toBe("validating");
  });

  test("heal: all rules are forgotten", async () => {
    vendor.fault({ kind: "status", times: Number.POSITIVE_INFINITY });
    expect(await failure(upload())).toMatchObject({ status: 500 });
    vendor.heal();
    expect(await failure(upload())).toBe(null);
  });
});

test("a key it does not know is refused with 401 and makes nothing", async () => {
  await vendor.close();
  vendor = await startVendor({ apiKey: "right" });
  const wrong = new OpenAI({ apiKey: "wrong", baseURL: vendor.url, maxRetries: 0 });
  expect(await failure(uploadLines(wrong, requestLines(1)))).toMatchObject({ status: 401, code: "invalid_api_key" });
  client = new OpenAI({ apiKey: "right", baseURL: vendor.url, maxRetries: 0 });
  expect(await count()).toBe(0);
});

test("autoDrive works by itself, over a restart too, and stops when told", async () => {
  vendor.autoDrive(true);
  const first = await createBatch(client, await upload());
  await expect.poll(async () => (await client.batches.retrieve(first)).status, { timeout: 10_000 }).toBe("completed");
  await vendor.restart();
  const second = await createBatch(client, await upload());
  await expect.poll(async () => (await client.batches.retrieve(second)).status, { timeout: 10_000 }).toBe("completed");
  expect((await readResults(client, first)).output).toHaveLength(3);
});

test("the clock moves only as told, and batches expire by it", async () => {
  await vendor.close();
  vendor = await startVendor({ now: () => Date.UTC(2026, 0, 1) });
  client = new OpenAI({ apiKey: "none", baseURL: vendor.url, maxRetries: 0 });
  const id = await createBatch(client, await upload());
  await vendor.engine.step();
  vendor.advance(24 * HOUR);
  await vendor.drive();
  const batch = await client.batches.retrieve(id);
  expect(batch).toMatchObject({ status: "expired", created_at: Date.UTC(2026, 0, 1) / 1000 });
  expect(batch.expired_at).toBe(Date.UTC(2026, 0, 2) / 1000);
});
