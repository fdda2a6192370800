import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How one call is answered: a status with headers and a body, a cut connection, or not before `release`. */
export type ChatReply =
  | { status?: number; headers?: Record<string, string>; body: unknown; isLate?: boolean }
  | { isCut: true };

export type ChatServer = {
  /** http://127.0.0.1:port/v1 */
  url: string;
  port: number;
  /** The last message of every completion asked for, in order. */
  asked: string[];
  /** The most calls that were under way at the same time. */
  mostAtOnce: number;
  /** Decides the reply to a completion; undefined for the usual one. `turn` counts calls for this text from 1. */
  script: (text: string, turn: number) => ChatReply | undefined;
  models: string[];
  /** Lets the late replies go. */
  release: () => void;
  /** Stops answering, as a program that was closed; `open` starts it again on the same port. */
  shut: () => Promise<void>;
  open: () => Promise<void>;
  close: () => Promise<void>;
};

/** A chat endpoint without Files + Batches over real HTTP, as Ollama or llama.cpp are; scriptable. */
export async function startChat(options: { port?: number; models?: string[] } = {}): Promise<ChatServer> {
  const turns = new Map<string, number>();
  let held: (() => void)[] = [];
  let now = 0;
  let server = createServer();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (request.method === "GET" && request.url === "/v1/models") {
      const data = chat.models.map((id) => ({ id, object: "model", created: 1_790_000_000, owned_by: "library" }));
      return send(response, { body: { object: "list", data } });
    }
    if (request.method !== "POST" || request.url !== "/v1/chat/completions")
      return send(response, { status: 404, body: { error: { message: "404 page not found" } } });
    const text = String(JSON.parse(body).messages.at(-1).content);
    const turn = (turns.get(text) ?? 0) + 1;
    turns.set(text, turn);
    chat.asked.push(text);
    now += 1;
    chat.mostAtOnce = Math.max(chat.mostAtOnce, now);
    try {
      const reply = chat.script(text, turn) ?? usualReply(text);
      if ("isCut" in reply) return void request.socket.destroy();
      if (reply.isLate) await new Promise<void>((resolve) => held.push(resolve));
      send(response, reply);
    } finally {
      now -= 1;
    }
  }

  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server = createServer((request, response) => {
        answer(request, response).catch(() => response.destroy());
      });
      server.listen(port, "127.0.0.1", resolve);
    });
  const release = () => {
    for (const letGo of held) letGo();
    held = [];
  };
  const shut = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const chat: ChatServer = {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    asked: [],
    mostAtOnce: 0,
    script: () => undefined,
    models: options.models ?? ["llama3.2"],
    release,
    shut,
    open: () => listen(port),
    async close() {
      release();
      await shut();
    },
  };
  return chat;
}

/** A completion whose content is the JSON that Mailgist's own recipe asks for. */
export function usualReply(text: string): ChatReply {
  const subject = /Subject: (.*)/.exec(text)?.[1] ?? text.slice(0, 20);
  return completion(JSON.stringify({ summary: `It is about ${subject}.` }));
}

/** A completion with this content. */
export function completion(content: string | null, finishReason = "stop"): ChatReply {
  return {
    body: {
      id: "chatcmpl-1",
      object: "chat.completion",
      created: 1_790_000_000,
      model: "llama3.2",
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finishReason }],
      usage: { prompt_tokens: 30, completion_tokens: 10, total_tokens: 40 },
    },
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, reply: Exclude<ChatReply, { isCut: true }>): void {
  const body = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
  response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
  response.end(body);
}
