import type { ServerResponse } from "node:http";

type FaultKind =
  | "status" // answered with an error; the engine never hears of it
  | "retry-after" // 429 with Retry-After; the engine never hears of it
  | "reset-before" // connection cut before the engine acts
  | "reset-after" // the engine acts, the reply is lost
  | "late" // the engine acts, the reply is held until release()
  | "truncate" // the engine acts, half of the reply arrives
  | "body"; // the engine acts, the reply has another body

export type Fault = {
  method?: string;
  path?: RegExp;
  /** How many calls it hits; 1 unless given, Infinity for all. */
  times?: number;
  /** Asked at each call that matches: false lets it pass. */
  chance?: () => boolean;
  kind: FaultKind;
  status?: number;
  headers?: Record<string, string>;
  /** For "status" and "body": what arrives instead; a function gets the engine's own reply. */
  body?: string | ((original: string) => string);
  /** For "truncate": end cleanly, without a content-length, so that only the size betrays it. */
  quiet?: boolean;
};

export type Reply = { status: number; headers: Record<string, string>; body: Buffer };

/** Whether the engine acts before the fault shows. */
export function reachesEngine(fault: Fault | null): boolean {
  return !fault || !["status", "retry-after", "reset-before"].includes(fault.kind);
}

/** The reply of a fault that never reaches the engine. */
export function refusalOf(fault: Fault): Reply {
  const limited = fault.kind === "retry-after";
  const status = fault.status ?? (limited ? 429 : 500);
  const type = status >= 500 ? "server_error" : "invalid_request_error";
  const code = limited ? "rate_limit_exceeded" : null;
  const standard = JSON.stringify({ error: { message: `Scripted ${status}`, type, param: null, code } });
  const body = typeof fault.body === "function" ? fault.body(standard) : (fault.body ?? standard);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (limited) headers["retry-after"] = "1";
  return { status, headers: { ...headers, ...fault.headers }, body: Buffer.from(body) };
}

/** The engine's reply as the fault leaves it. */
export function alter(reply: Reply, fault: Fault): Reply {
  if (fault.kind !== "body") return reply;
  const original = reply.body.toString("utf8");
  const body = typeof fault.body === "function" ? fault.body(original) : (fault.body ?? "");
  return {
    status: fault.status ?? reply.status,
    headers: { ...reply.headers, ...fault.headers },
    body: Buffer.from(body),
  };
}

/** Sends a reply, or only its first half when the fault says so. */
export function send(response: ServerResponse, reply: Reply, fault: Fault | null): void {
  const { "content-length": _, ...headers } = reply.headers;
  if (fault?.kind !== "truncate") {
    response.writeHead(reply.status, { ...headers, "content-length": reply.body.length });
    response.end(reply.body);
    return;
  }
  const half = reply.body.subarray(0, Math.floor(reply.body.length / 2));
  if (fault.quiet) {
    response.writeHead(reply.status, headers);
    response.end(half);
    return;
  }
  response.writeHead(reply.status, { ...headers, "content-length": reply.body.length });
  response.write(half, () => response.destroy());
}
