import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openaiClient } from "#lib/providers/openai";
import { VendorFailure } from "#lib/providers/vendor";

const BATCH = {
  id: "batch_1",
  object: "batch",
  endpoint: "/v1/chat/completions",
  input_file_id: "file-1",
  completion_window: "24h",
  status: "in_progress",
  created_at: 1_700_000_000,
};

describe("openaiClient", () => {
  let server: Server;
  let calls: string[];
  let answer: (reply: ServerResponse, call: string) => void;
  let folder: string;
  const client = () =>
    openaiClient({ baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, apiKey: "sk-test" });
  const failure = async (call: Promise<unknown>) => {
    const error = await call.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(VendorFailure);
    return error as VendorFailure;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "mailgist-openai-"));
    calls = [];
    answer = (reply) => reply.end("{}");
    server = createServer((request, reply) => {
      calls.push(`${request.method} ${request.url}`);
      request.resume().on("end", () => answer(reply, calls.at(-1) ?? ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  const json =
    (status: number, body: unknown, headers: Record<string, string> = {}) =>
    (reply: ServerResponse) =>
      reply.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  const refusal = (message: string, code: string | null = null) => ({
    error: { message, type: "invalid_request_error", param: null, code },
  });
  const create = () =>
    client().createBatch({ kind: "summaries", inputFileId: "file-1", metadata: {}, outputExpiresAfterSeconds: 3600 });

  it.each([null, undefined, ""])("reads a file id of %j as none", async (id) => {
    answer = json(200, {
      ...BATCH,
      output_file_id: id,
      error_file_id: id,
      errors: null,
      request_counts: null,
      usage: null,
    });
    expect(await client().getBatch("batch_1")).toMatchObject({
      outputFileId: null,
      errorFileId: null,
      counts: null,
      usage: null,
      errors: [],
    });
  });

  it("turns the vendor's seconds into milliseconds and its names into ours", async () => {
    answer = json(200, {
      ...BATCH,
      status: "some_new_word",
      in_progress_at: 1_700_000_060,
      completed_at: null,
      request_counts: { total: 3, completed: 2, failed: 1 },
      errors: { object: "list", data: [{ code: "invalid_json_line", message: "bad", line: 2 }] },
      metadata: { part: "7" },
    });
    expect(await client().getBatch("batch_1")).toMatchObject({
      status: "some_new_word",
      times: { created: 1_700_000_000_000, in_progress: 1_700_000_060_000 },
      counts: { total: 3, completed: 2, failed: 1 },
      errors: [{ code: "invalid_json_line", message: "bad", line: 2 }],
      metadata: { part: "7" },
    });
  });

  it.each([400, 401, 403, 404, 422])("calls a %i rejected: the vendor answered and did nothing", async (status) => {
    answer = json(status, refusal("no", "some_code"));
    expect(await failure(create())).toMatchObject({ kind: "rejected", status, code: "some_code", message: "no" });
  });

  it.each([408, 409, 500, 502, 503])("calls a %i unknown, and creates only once", async (status) => {
    answer = json(status, refusal("hm"));
    expect((await failure(create())).kind).toBe("unknown");
    expect(calls).toEqual(["POST /v1/batches"]);
  });

  it("calls a reset connection unknown, and creates only once", async () => {
    answer = (reply) => reply.socket?.destroy();
    expect((await failure(create())).kind).toBe("unknown");
    expect(calls).toHaveLength(1);
  });

  it.each<[string, (ms: number) => boolean]>([
    ["7", (ms) => ms === 7000],
    ["0", (ms) => ms === 0],
    [new Date(Date.now() + 60_000).toUTCString(), (ms) => ms > 30_000 && ms <= 60_000],
  ])("keeps the Retry-After of a 429: %s", async (value, isRight) => {
    answer = json(429, refusal("slow down"), { "retry-after": value });
    const found = await failure(create());
    expect(found.kind).toBe("throttled");
    expect(isRight(found.retryAfterMs ?? -1)).toBe(true);
  });

  it("does not follow a redirect with the upload", async () => {
    writeFileSync(join(folder, "in.jsonl"), "{}\n");
    answer = (reply) => reply.writeHead(307, { location: "http://127.0.0.1:1/v1/files" }).end();
    await failure(
      client().createFile({ path: join(folder, "in.jsonl"), filename: "p.jsonl", expiresAfterSeconds: 3600 }),
    );
    expect(calls).toEqual(["POST /v1/files"]);
  });

  it("saves a download to disk, byte for byte", async () => {
    const body = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    answer = (reply) => reply.end(body);
    expect(await client().downloadFile("file-1", join(folder, "out"))).toBe(body.length);
    expect(readFileSync(join(folder, "out")).equals(body)).toBe(true);
  });

  it("takes a file that is already gone as deleted", async () => {
    answer = json(404, refusal("No such File object"));
    expect(await client().deleteFile("file-1")).toBe("404");
    answer = json(200, { id: "file-1", object: "file", deleted: true });
    expect(await client().deleteFile("file-1")).toBe("200");
  });

  it("never puts the key into a failure", async () => {
    answer = json(401, refusal("Incorrect API key provided."));
    expect(JSON.stringify(await failure(create()))).not.toContain("sk-test");
  });
});
