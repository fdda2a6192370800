import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HOUR, openTestEngine, requestLines, type TestEngine } from "#tests/support/vendor-engine";

const DAY = 24 * HOUR;
let vendor: TestEngine;

beforeEach(() => {
  vendor = openTestEngine();
});

afterEach(() => vendor.close());

const seconds = () => Math.floor(vendor.now() / 1000);
const stored = () => readdirSync(join(vendor.directory, "files"));

function create(content: string, name = "a.jsonl", extra = {}) {
  return vendor.client.files.create({ file: new File([content], name), purpose: "batch", ...extra });
}

async function refusal(promise: Promise<unknown>) {
  return promise.then(
    () => null,
    (error) => error,
  );
}

describe("upload and download", () => {
  test("gives back every byte", async () => {
    const content = "zeile ä\r\n--boundary\n".repeat(60_000);
    const file = await create(content, "größe.jsonl");
    const bytes = Buffer.byteLength(content);
    expect(file).toMatchObject({ bytes, filename: "größe.jsonl", purpose: "batch", status: "processed" });
    expect(file.created_at).toBe(seconds());
    const response = await vendor.client.files.content(file.id);
    expect(response.headers.get("content-length")).toBe(String(bytes));
    expect(await response.text()).toBe(content);
    expect(await vendor.client.files.retrieve(file.id)).toEqual(file);
  });

  test("the name of a file never becomes a path", async () => {
    const file = await create("x", "../../etc/evil.jsonl");
    expect(file.filename).toBe("evil.jsonl");
    expect(stored()).toEqual([file.id]);
  });

  test("folder and files are private to the user", async () => {
    const file = await create("x");
    const mode = (path: string) => (statSync(join(vendor.directory, path)).mode & 0o777).toString(8);
    expect([mode("."), mode("files")]).toEqual(["700", "700"]);
    expect([mode("engine.db"), mode("engine.db-wal"), mode(`files/${file.id}`)]).toEqual(["600", "600", "600"]);
  });

  test.each([
    ["no file", { purpose: "batch" }, "file"],
    ["no purpose", { file: new File(["x"], "a.jsonl") }, "purpose"],
    ["an unknown purpose", { file: new File(["x"], "a.jsonl"), purpose: "fun" }, "purpose"],
    ["a batch file that is not .jsonl", { file: new File(["x"], "a.txt"), purpose: "batch" }, undefined],
  ])("refuses %s and keeps nothing", async (_, fields, param) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const error = await refusal(vendor.client.post("/files", { body: form }));
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error" });
    if (param) expect(error.param).toBe(param);
    expect(stored()).toEqual([]);
  });

  /** A form with one file, sent piece by piece as `pieces` gives them. */
  function sendForm(pieces: AsyncIterable<Uint8Array>): Promise<Response> {
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=b" },
      body: Readable.toWeb(Readable.from(pieces)) as ReadableStream<Uint8Array>,
      duplex: "half",
    };
    return vendor.engine.fetch(new Request("http://engine.local/v1/files", init));
  }
  const HEAD = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n' +
      '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n',
  );
  const TAIL = Buffer.from("\r\n--b--\r\n");

  test("an upload that breaks off leaves nothing", async () => {
    async function* half() {
      yield HEAD;
      yield Buffer.from("hal");
    }
    expect((await sendForm(half())).status).toBe(400);
    expect(stored()).toEqual([]);
    expect((await vendor.client.files.list()).data).toEqual([]);
  });

  test("a batch file may have 200 MB and not a byte more", async () => {
    const limit = 200 * 1024 * 1024;
    const chunk = Buffer.alloc(4 * 1024 * 1024, 0x0a);
    async function* form(extra: number) {
      yield HEAD;
      for (let bytes = 0; bytes < limit; bytes += chunk.length) yield chunk;
      yield chunk.subarray(0, extra);
      yield TAIL;
    }
    expect((await sendForm(form(1))).status).toBe(400);
    expect(stored()).toEqual([]);
    expect(await (await sendForm(form(0))).json()).toMatchObject({ bytes: limit });
  });

  test("an engine that closes during an upload refuses it and keeps nothing", async () => {
    async function* form() {
      yield HEAD;
      await vendor.engine.close();
      yield Buffer.from("x");
      yield TAIL;
    }
    expect((await sendForm(form())).status).toBe(503);
    expect(stored()).toEqual([]);
  });

  test("a body that is no form is a 400", async () => {
    const error = await refusal(vendor.client.post("/files", { body: { purpose: "batch" } }));
    expect(error).toMatchObject({ status: 400 });
  });
});

describe("expiry", () => {
  const livingFor = (count: number) => ({ expires_after: { anchor: "created_at", seconds: count } });

  test("batch files live 30 days, others until deleted, unless told otherwise", async () => {
    expect((await create("x")).expires_at).toBe(seconds() + 30 * 24 * 3600);
    expect((await create("x", "a.jsonl", livingFor(3600))).expires_at).toBe(seconds() + 3600);
    expect((await create("x", "a.txt", { purpose: "user_data" })).expires_at).toBe(null);
  });

  test.each([
    { anchor: "created_at", seconds: 3599 },
    { anchor: "created_at", seconds: 2_592_001 },
    { anchor: "created_at", seconds: 4000.5 },
    { anchor: "last_active_at", seconds: 3600 },
    { seconds: 3600 },
    { anchor: "created_at" },
  ])("refuses %j", async (expires_after) => {
    expect(await refusal(create("x", "a.jsonl", { expires_after }))).toMatchObject({ status: 400 });
    expect(stored()).toEqual([]);
  });

  test("a file past its time is gone at once, its bytes with the next step", async () => {
    const file = await create("x", "a.jsonl", livingFor(3600));
    vendor.advance(HOUR - 1000);
    expect((await vendor.client.files.retrieve(file.id)).id).toBe(file.id);
    vendor.advance(1000);
    expect(await refusal(vendor.client.files.retrieve(file.id))).toMatchObject({ status: 404 });
    expect((await vendor.client.files.list()).data).toEqual([]);
    await vendor.drive();
    expect(stored()).toEqual([]);
  });

  test("output files live as long as the batch asked for, else 30 days", async () => {
    const output = async (extra: object) => {
      const id = await vendor.submit(requestLines(2), extra);
      await vendor.drive();
      const batch = await vendor.client.batches.retrieve(id);
      return vendor.client.files.retrieve(batch.output_file_id ?? "");
    };
    const short = await output({ output_expires_after: { anchor: "created_at", seconds: 7200 } });
    expect(short.expires_at).toBe(seconds() + 7200);
    expect((await output({})).expires_at).toBe(seconds() + (30 * DAY) / 1000);
    vendor.advance(2 * HOUR);
    expect(await refusal(Promise.resolve(vendor.client.files.content(short.id)))).toMatchObject({ status: 404 });
  });
});

describe("delete", () => {
  test("removes the file and its bytes; a second time is a 404", async () => {
    const file = await create("x");
    expect(await vendor.client.files.delete(file.id)).toEqual({ id: file.id, object: "file", deleted: true });
    expect(stored()).toEqual([]);
    expect(await refusal(vendor.client.files.delete(file.id))).toMatchObject({ status: 404 });
    expect(await refusal(vendor.client.files.retrieve(file.id))).toMatchObject({ status: 404 });
  });

  test("under a running batch: gone for callers, kept for the batch, removed when it ends", async () => {
    const fileId = await vendor.upload(requestLines(100));
    const batch = await vendor.client.batches.create({
      input_file_id: fileId,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    await vendor.engine.step();
    await vendor.client.files.delete(fileId);
    expect(await refusal(vendor.client.files.retrieve(fileId))).toMatchObject({ status: 404 });
    expect(stored()).toContain(fileId);
    await vendor.drive();
    expect((await vendor.results(batch.id)).output).toHaveLength(100);
    await vendor.drive();
    expect(stored()).not.toContain(fileId);
  });
});

describe("lists", () => {
  test("files come newest first, by page, by purpose, and in the other order", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift((await create("x")).id);
    const other = await create("x", "b.txt", { purpose: "user_data" });
    const seen: string[] = [];
    for await (const file of vendor.client.files.list({ limit: 3 })) seen.push(file.id);
    expect(seen).toEqual([other.id, ...ids]);
    const batchOnly = await vendor.client.files.list({ purpose: "batch", order: "asc" });
    expect(batchOnly.data.map((file) => file.id)).toEqual([...ids].reverse());
  });

  test("a page may begin after a file deleted meanwhile", async () => {
    const [first, second] = [await create("x"), await create("y")];
    await vendor.client.files.delete(second.id);
    const page = await vendor.client.files.list({ after: second.id });
    expect(page.data.map((file) => file.id)).toEqual([first.id]);
  });

  test("batches come newest first, 20 to a page unless asked, with first, last and has_more", async () => {
    const fileId = await vendor.upload(["{"]);
    const ids: string[] = [];
    for (let count = 0; count < 45; count += 1) {
      const batch = await vendor.client.batches.create({
        input_file_id: fileId,
        endpoint: "/v1/chat/completions",
        completion_window: "24h",
      });
      ids.unshift(batch.id);
    }
    const page = (await vendor.client.get("/batches")) as Record<string, unknown>;
    expect(page).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[19] });
    const last = (await vendor.client.get("/batches", { query: { limit: 5, after: ids[39] } })) as { data: unknown[] };
    expect(last).toMatchObject({ has_more: false, first_id: ids[40], last_id: ids[44] });
    const seen: string[] = [];
    for await (const batch of vendor.client.batches.list({ limit: 10 })) seen.push(batch.id);
    expect(seen).toEqual(ids);
  });

  test("an empty list has nulls for its ends", async () => {
    expect(await vendor.client.get("/batches")).toEqual({
      object: "list",
      data: [],
      first_id: null,
      last_id: null,
      has_more: false,
    });
  });

  test.each([
    "/batches?limit=0",
    "/batches?limit=101",
    "/batches?limit=x",
    "/batches?after=batch_unknown",
    "/files?limit=10001",
    "/files?order=up",
    "/files?after=file-unknown",
  ])("GET %s is a 400", async (path) => {
    expect(await refusal(vendor.client.get(path))).toMatchObject({ status: 400 });
  });
});

test.each([
  ["GET", "/v1/nothing"],
  ["GET", "/v2/files"],
  ["PUT", "/v1/files"],
  ["GET", "/v1/files/file-unknown"],
  ["GET", "/v1/files/..%2Fengine.db"],
  ["GET", "/v1/files/..%2F..%2Fengine.db/content"],
  ["GET", "/v1/files/file-unknown/content"],
  ["DELETE", "/v1/batches/batch_x"],
  ["GET", "/v1/batches/batch_x"],
  ["GET", "/v1/batches/%E0%A4%A"],
  ["POST", "/v1/chat/others"],
  ["GET", "/v1/models/gpt-9"],
  ["GET", "/"],
])("%s %s is a 404 in the vendor's shape", async (method, path) => {
  const response = await vendor.engine.fetch(new Request(`http://engine.local${path}`, { method }));
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    error: { type: "invalid_request_error", message: expect.any(String) },
  });
});

test("opening removes half-written and nameless files and keeps the rest", async () => {
  const file = await create("x");
  const folder = join(vendor.directory, "files");
  writeFileSync(join(folder, "file-nameless"), "x");
  writeFileSync(join(folder, `file-half.${process.pid}.part`), "x");
  writeFileSync(join(folder, "file-others.1.part"), "x");
  await vendor.reopen();
  expect(existsSync(join(folder, "file-others.1.part")), "another live process may still write it").toBe(true);
  expect(stored().sort()).toEqual([file.id, "file-others.1.part"].sort());
});
