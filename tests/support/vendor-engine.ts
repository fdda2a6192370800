import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI, { toFile } from "openai";
import { type Engine, openEngine } from "#lib/engine/engine";
import type { EngineOptions } from "#lib/engine/types";
import { firstWords } from "#tests/support/vendor";
import { breaksContract, schemaOf } from "#tests/support/vendor-contract";

export const MODEL = "mailgist-extractive-1";
export const HOUR = 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 20, 9);

/** One line of an output or error file. */
export type ResultLine = {
  id: string;
  custom_id: string;
  response: { status_code: number; request_id: string; body: Record<string, never> } | null;
  error: { code: string; message: string } | null;
};

export type TestEngine = {
  engine: Engine;
  client: OpenAI;
  directory: string;
  advance: (ms: number) => void;
  now: () => number;
  drive: () => Promise<void>;
  /** Closes and opens again on the same folder, with other options if given. */
  reopen: (changes?: Partial<EngineOptions>) => Promise<void>;
  upload: (lines: string[] | string) => Promise<string>;
  /** Uploads lines and makes a batch of them. */
  submit: (lines: string[] | string, extra?: object) => Promise<string>;
  status: (id: string) => Promise<string>;
  results: (id: string) => Promise<{ output: ResultLine[]; errors: ResultLine[] }>;
  close: () => Promise<void>;
};

/** An engine in a folder of its own with a clock that stands still, and the real SDK talking to it. */
export function openTestEngine(options: Partial<EngineOptions> = {}): TestEngine {
  const directory = mkdtempSync(join(tmpdir(), "engine-"));
  let clock = START;
  const open = (changes = {}) =>
    openEngine({ answer: firstWords, ...options, ...changes, directory, now: () => clock });
  const test: TestEngine = {
    engine: open(),
    client: createClient((request) => test.engine.fetch(request)),
    directory,
    advance: (ms) => {
      clock += ms;
    },
    now: () => clock,
    async drive() {
      while (await test.engine.step());
    },
    async reopen(changes) {
      await test.engine.close();
      test.engine = open(changes);
    },
    upload: (lines) => uploadLines(test.client, lines),
    submit: async (lines, extra = {}) => createBatch(test.client, await test.upload(lines), extra),
    status: async (id) => (await test.client.batches.retrieve(id)).status,
    results: (id) => readResults(test.client, id),
    async close() {
      await test.engine.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
  return test;
}

/** The real SDK on any fetch; every JSON that comes back is held against the vendor's contract. */
export function createClient(answer: (request: Request) => Promise<Response>): OpenAI {
  return new OpenAI({
    apiKey: "none",
    baseURL: "http://engine.local/v1",
    maxRetries: 0,
    fetch: async (url, init) => {
      const request = new Request(url as string, init as RequestInit);
      const response = await answer(request);
      const schema = schemaOf(request.method, new URL(request.url).pathname, response.status);
      const fault = schema && breaksContract(schema, await response.clone().json());
      if (fault) throw new Error(`${request.method} ${request.url} breaks ${schema}: ${fault}`);
      return response;
    },
  });
}

export async function uploadLines(client: OpenAI, lines: string[] | string): Promise<string> {
  const text = typeof lines === "string" ? lines : lines.map((line) => `${line}\n`).join("");
  const file = await client.files.create({ file: await toFile(Buffer.from(text), "part.jsonl"), purpose: "batch" });
  return file.id;
}

export async function createBatch(client: OpenAI, fileId: string, extra: object = {}): Promise<string> {
  const batch = await client.batches.create({
    input_file_id: fileId,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    ...extra,
  });
  return batch.id;
}

/** Both result files of a batch, each line held against the contract. */
export async function readResults(client: OpenAI, id: string) {
  const batch = await client.batches.retrieve(id);
  const read = async (fileId: string | null | undefined): Promise<ResultLine[]> => {
    if (!fileId) return [];
    const text = await (await client.files.content(fileId)).text();
    return text
      .trimEnd()
      .split("\n")
      .map((line) => {
        const parsed = JSON.parse(line);
        const fault = breaksContract("BatchRequestOutput", parsed);
        if (fault) throw new Error(`A result line breaks the contract: ${fault}`);
        return parsed;
      });
  };
  return { output: await read(batch.output_file_id), errors: await read(batch.error_file_id) };
}

/** One request line; parts of it can be replaced, or left out by undefined. */
export function requestLine(
  customId: string,
  changes: Record<string, unknown> = {},
  text = `Text of ${customId}`,
): string {
  const body = { model: MODEL, messages: [{ role: "user", content: text }] };
  return JSON.stringify({ custom_id: customId, method: "POST", url: "/v1/chat/completions", body, ...changes });
}

export function requestLines(count: number): string[] {
  return Array.from({ length: count }, (_, index) => requestLine(`email-${index}`));
}

export type Captured = { kind: "file" | "deletion" | "batch" | "completion" | "model"; value: unknown };

/** Everything the engine says on the way of some lines from upload to deletion, by kind; a list counts by its items. */
export async function startEngineAndCapture(lines: string[]): Promise<Captured[]> {
  const test = openTestEngine();
  const captured: Captured[] = [];
  const kinds: Record<string, Captured["kind"]> = { batch: "batch", model: "model", "chat.completion": "completion" };
  const take = (value: { object?: string; deleted?: boolean; data?: unknown[] }): void => {
    if (value.object === "list") for (const item of value.data ?? []) take(item as typeof value);
    else if (value.object === "file") captured.push({ kind: value.deleted ? "deletion" : "file", value });
    else if (value.object && kinds[value.object]) captured.push({ kind: kinds[value.object] ?? "batch", value });
  };
  const client = createClient(async (request) => {
    const response = await test.engine.fetch(request);
    if (response.headers.get("content-type")?.includes("json")) {
      const text = await response.clone().text();
      for (const line of text.trim().split("\n")) take(JSON.parse(line));
    }
    return response;
  });
  try {
    const fileId = await uploadLines(client, lines);
    const id = await createBatch(client, fileId, { metadata: { part: "1" } });
    await test.drive();
    const batch = await client.batches.retrieve(id);
    await client.batches.list();
    await client.files.list();
    await client.models.list();
    const { output } = await readResults(client, id);
    for (const line of output) take((line.response?.body ?? {}) as { object?: string });
    const failing = await createBatch(client, "file-unknown");
    await test.drive();
    await client.batches.retrieve(failing);
    for (const one of [fileId, batch.output_file_id]) if (one) await client.files.delete(one);
    return captured;
  } finally {
    await test.close();
  }
}
