import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { type Engine, openEngine } from "#lib/engine/engine";
import type { Answerer, ChatBody, EngineOptions } from "#lib/engine/types";
import { breaksContract, schemaOf } from "#tests/support/vendor-contract";
import { alter, type Fault, type Reply, reachesEngine, refusalOf, send } from "#tests/support/vendor-faults";

/** One call as the vendor saw it. `created` is the id of the file or batch it committed, even if the reply was lost. */
type Call = {
  method: string;
  path: string;
  status: number;
  at: number;
  created: string | null;
  fault: Fault["kind"] | null;
};

export type VendorOptions = Partial<Omit<EngineOptions, "now">> & {
  /** Clock before `advance` is added; the real one unless given. */
  now?: () => number;
  port?: number;
  autoDrive?: boolean;
  /** When given, any other bearer key is refused with 401. */
  apiKey?: string;
};

export type Vendor = {
  /** http://127.0.0.1:port/v1 */
  url: string;
  engine: Engine;
  directory: string;
  ledger: Call[];
  /** Where the engine's own JSON breaks the vendor's contract; `close` throws when there is any. */
  breaches: string[];
  /** The next calls that match go wrong. Rules are tried in the order they were made. */
  fault: (rule: Fault) => void;
  /** Forgets all rules. */
  heal: () => void;
  /** Lets the replies held by "late" go. */
  release: () => void;
  /** Steps the engine until it is idle. */
  drive: () => Promise<void>;
  /** While on, the engine works whenever there is work. */
  autoDrive: (on: boolean) => void;
  /** Moves the clock on. */
  advance: (ms: number) => void;
  now: () => number;
  /** Closes the engine and opens it again on the same folder, as after a crash of the vendor. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
};

/** The quick answerer of tests: the first 12 words of the last message. */
export const firstWords = async (bodies: ChatBody[]): ReturnType<Answerer> =>
  bodies.map((body) => {
    const words = String(body.messages.at(-1)?.content ?? "").split(/\s+/);
    return {
      content: words.slice(0, 12).join(" "),
      finishReason: "stop",
      promptTokens: words.length,
      completionTokens: Math.min(12, words.length),
    };
  });

/** Starts the built-in engine behind a real HTTP server on loopback, with scriptable faults and a ledger of calls. */
export async function startVendor(options: VendorOptions = {}): Promise<Vendor> {
  const { now = Date.now, port = 0, autoDrive = false, apiKey, ...given } = options;
  const directory = given.directory ?? mkdtempSync(join(tmpdir(), "vendor-"));
  let offset = 0;
  const clock = () => now() + offset;
  const open = () => openEngine({ answer: firstWords, anyModel: true, ...given, directory, now: clock });
  const rules: { fault: Fault; left: number }[] = [];
  const held = new Set<() => void>();
  const driver = createDriver(() => vendor.engine);

  const server = createServer((request, response) => {
    answerCall(request, response).catch(() => response.destroy());
  });
  server.listen(port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const fault = takeFault(rules, method, url) ?? refuseKey(apiKey, request);
    const call: Call = { method, path: url, status: 0, at: clock(), created: null, fault: fault?.kind ?? null };
    vendor.ledger.push(call);
    if (fault?.kind === "reset-before") return void request.socket.destroy();
    if (fault && !reachesEngine(fault)) request.resume();
    if (!fault && /\/content$/.test(url))
      return streamReply(await callEngine(vendor.engine, origin, request), call, response);
    const reply =
      fault && !reachesEngine(fault)
        ? refusalOf(fault)
        : await toReply(await callEngine(vendor.engine, origin, request));
    call.status = reply.status;
    call.created = createdId(method, url, reply);
    if (!fault || reachesEngine(fault)) vendor.breaches.push(...checkReply(method, url, reply));
    driver.wake();
    if (fault?.kind === "reset-after") return void request.socket.destroy();
    if (fault?.kind === "late") await new Promise<void>((resolve) => held.add(resolve));
    send(response, fault ? alter(reply, fault) : reply, fault);
  }

  const release = () => {
    for (const letGo of held) letGo();
    held.clear();
  };
  const vendor: Vendor = {
    url: `${origin}/v1`,
    engine: open(),
    directory,
    ledger: [],
    breaches: [],
    fault: (rule) => void rules.push({ fault: rule, left: rule.times ?? 1 }),
    heal: () => void rules.splice(0),
    release,
    async drive() {
      while (await vendor.engine.step());
    },
    autoDrive: driver.set,
    advance(ms) {
      offset += ms;
      driver.wake();
    },
    now: clock,
    async restart() {
      await vendor.engine.close();
      vendor.engine = open();
      driver.wake();
    },
    async close() {
      await driver.stop();
      release();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await vendor.engine.close();
      if (!given.directory) rmSync(directory, { recursive: true, force: true });
      if (vendor.breaches.length > 0) throw new Error(vendor.breaches.slice(0, 5).join("\n"));
    },
  };
  driver.set(autoDrive);
  return vendor;
}

function takeFault(rules: { fault: Fault; left: number }[], method: string, path: string): Fault | null {
  const rule = rules.find(
    ({ fault, left }) =>
      left > 0 &&
      (!fault.method || fault.method === method) &&
      (!fault.path || fault.path.test(path)) &&
      (!fault.chance || fault.chance()),
  );
  if (!rule) return null;
  rule.left -= 1;
  return rule.fault;
}

/** The vendor's answer to a key it does not know. */
function refuseKey(apiKey: string | undefined, request: IncomingMessage): Fault | null {
  if (apiKey === undefined || request.headers.authorization === `Bearer ${apiKey}`) return null;
  const error = { message: "Incorrect API key provided.", type: "invalid_request_error", param: null };
  return { kind: "status", status: 401, body: JSON.stringify({ error: { ...error, code: "invalid_api_key" } }) };
}

function callEngine(engine: Engine, origin: string, request: IncomingMessage): Promise<Response> {
  const { method = "GET", url = "/" } = request;
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as [string, string]);
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? (Readable.toWeb(request) as ReadableStream<Uint8Array>) : null;
  const init: RequestInit & { duplex: "half" } = { method, headers, body, duplex: "half" };
  return engine.fetch(new Request(origin + url, init));
}

/** Large files pass through without being held. */
async function streamReply(reply: Response, call: Call, response: ServerResponse): Promise<void> {
  call.status = reply.status;
  response.writeHead(reply.status, Object.fromEntries(reply.headers));
  await pipeline(Readable.fromWeb(reply.body as NodeStream), response);
}

async function toReply(response: Response): Promise<Reply> {
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function checkReply(method: string, url: string, reply: Reply): string[] {
  const schema = schemaOf(method, new URL(url, "http://vendor").pathname, reply.status);
  const fault = schema && breaksContract(schema, JSON.parse(reply.body.toString("utf8")));
  return fault ? [`${method} ${url} breaks ${schema}: ${fault}`] : [];
}

function createdId(method: string, path: string, reply: Reply): string | null {
  const creates = method === "POST" && /^\/v1\/(files|batches)\/?$/.test(path) && reply.status === 200;
  return creates ? JSON.parse(reply.body.toString("utf8")).id : null;
}

/** Steps an engine in the background. Idle, it looks again when woken or after a moment. */
function createDriver(engine: () => Engine) {
  const IDLE_MS = 25;
  let on = false;
  let running: Promise<void> | null = null;
  let wake = () => {};

  async function run(): Promise<void> {
    while (on) {
      const more = await engine().step();
      if (!more && on) await pause();
    }
  }
  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, IDLE_MS);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
  const set = (value: boolean) => {
    on = value;
    wake();
    if (on) running ??= run().finally(() => (running = null));
  };
  return {
    set,
    wake: () => wake(),
    async stop() {
      set(false);
      await running;
    },
  };
}
