import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectPart } from "#lib/batches/collect";
import { getBatch } from "#lib/batches/get";
import { findPart } from "#lib/batches/parts";
import { openaiClient } from "#lib/providers/openai";
import { addsUp, startWorld, type World } from "#tests/integration/batches/world";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const OUTPUT = { method: "GET", path: /\/content$/ };

type Line = { custom_id: string; [key: string]: unknown };

/** What a batch of `emails` becomes when the vendor's output file reads otherwise. Sizes are made to agree. */
async function collectFrom(emails: number, change: (lines: string[], id: number) => string | Buffer) {
  const id = world.submitted(emails);
  let body = Buffer.alloc(0);
  world.killAt("getFile", "before");
  await world.until(() => world.kills === 1);
  const { outputFileId } = getBatch(world.db, id).parts[0] ?? {};
  const original = await (await fetch(`${world.vendor.url}/files/${outputFileId}/content`)).text();
  body = Buffer.from(change(original.trimEnd().split("\n"), id));
  const sized = (text: string) => JSON.stringify({ ...JSON.parse(text), bytes: body.length });
  world.vendor.fault({ method: "GET", path: new RegExp(`/files/${outputFileId}$`), kind: "body", body: sized });
  world.vendor.fault({ ...OUTPUT, kind: "body", body: () => body.toString("utf8") });
  return { id, view: await world.finish(id) };
}

const quarantined = () =>
  world.db.$client.prepare("select line, why from quarantine order by line").all() as { line: number; why: string }[];

test("answers in another order reach their own emails", async () => {
  const { id, view } = await collectFrom(20, (lines) => `${lines.toReversed().join("\n")}\n`);
  expect(view.ledger.summarised).toBe(20);
  const rows = world.db.$client
    .prepare("select s.text, e.subject from summaries s join emails e on e.id = s.email_id where s.batch_id = ?")
    .all(id) as { text: string; subject: string }[];
  for (const { text, subject } of rows) expect(text).toContain(`${subject} Hello,`);
  expect(quarantined()).toEqual([]);
});

test("lines that belong nowhere are set aside, counted and never become a summary", async () => {
  const { view } = await collectFrom(4, (lines, id) => {
    const [a = "", b = "", c = "", d = ""] = lines;
    const stranger = a.replace(/email-\d+-\d+/, `email-9-${id}`);
    const second = JSON.stringify({ ...(JSON.parse(a) as Line), id: "again" });
    const nameless = JSON.stringify({ ...(JSON.parse(a) as Line), custom_id: undefined });
    return `\ufeff${[a, "", stranger, second, "{broken", "[]", nameless, b, c].join("\r\n")}\r\n${d}`;
  });
  expect(view.ledger).toMatchObject({ summarised: 4, pending: 0 });
  expect(view.quarantined).toBe(5);
  expect(quarantined()).toEqual([
    { line: 3, why: "no email of this batch" },
    { line: 4, why: "a second answer for the same email" },
    { line: 5, why: "not JSON" },
    { line: 6, why: "not an object" },
    { line: 7, why: "no custom id" },
  ]);
});

test("a missing line is an email without an answer", async () => {
  const { view } = await collectFrom(5, (lines) => lines.slice(1).join("\n"));
  expect(view.ledger).toMatchObject({ summarised: 4, notRun: 1, pending: 0 });
  expect(view).toMatchObject({ label: "Done with 1 problem", canRetry: true });
  expect(view.reasons).toEqual([{ outcome: "not_run", code: "no_answer", message: "No answer came", count: 1 }]);
});

test("the first valid success wins, also over an error that came before it", async () => {
  const { view } = await collectFrom(2, (lines) => {
    const [a = "", b = ""] = lines;
    const error = { status_code: 500, body: { error: { message: "Server error", code: null, type: "server_error" } } };
    const failed = JSON.stringify({ ...(JSON.parse(a) as Line), response: error });
    return [failed, a, b, failed].join("\n");
  });
  expect(view.ledger).toMatchObject({ summarised: 2, failed: 0 });
  expect(quarantined()).toEqual([{ line: 4, why: "a second answer for the same email" }]);
});

test("a download that came short is fetched again and gives no wrong outcome", async () => {
  const id = world.submitted(5);
  world.vendor.fault({ ...OUTPUT, kind: "truncate", quiet: true, times: 2 });
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ summarised: 5, notRun: 0 });
  expect(quarantined()).toEqual([]);
});

test("completed without an output file: believes the lines, not the counts", async () => {
  world.vendor.fault({
    method: "GET",
    path: /\/v1\/batches\/[^/]+$/,
    kind: "body",
    times: Number.POSITIVE_INFINITY,
    body: (text) => JSON.stringify({ ...JSON.parse(text), output_file_id: "" }),
  });
  const view = await world.finish(world.submitted(3));
  expect(view.parts[0]).toMatchObject({ state: "done", vendorStatus: "completed", outputFileId: null });
  expect(view.ledger).toMatchObject({ summarised: 0, notRun: 3, pending: 0 });
  expect(addsUp(view)).toBe(true);
});

test("a result file that the vendor no longer has is said so", async () => {
  const times = Number.POSITIVE_INFINITY;
  world.vendor.fault({ method: "GET", path: /\/files\/[^/?]+$/, kind: "status", status: 404, times });
  const view = await world.finish(world.submitted(2));
  expect(view.reasons[0]).toMatchObject({ code: "results_gone", count: 2 });
});

describe("errors of single requests", () => {
  test("both shapes of the error file are read, each with its reason", async () => {
    await world.close();
    world = await startWorld({
      vendor: {
        answer: async (bodies) =>
          bodies.map((body) =>
            String(body.messages.at(-1)?.content).includes("Subject 1")
              ? { error: "This model cannot do that.", status: 400, code: "unsupported" }
              : { content: "Fine.", finishReason: "stop" as const, promptTokens: 1, completionTokens: 1 },
          ),
      },
    });
    const view = await world.finish(world.submitted(3));
    expect(view.ledger).toMatchObject({ summarised: 2, failed: 1, notRun: 0, pending: 0 });
    expect(view.reasons).toEqual([
      { outcome: "failed", code: "unsupported", message: "This model cannot do that.", count: 1 },
    ]);
    const row = world.db.$client.prepare("select text, reason from summaries where outcome = 'failed'").get();
    expect(row).toEqual({ text: "", reason: "This model cannot do that." });
  });
});

test("killed between two commits of a collect, it goes on and gives no email two answers", async () => {
  await world.close();
  // More than is held at once, so that some lines are not even read when the worker is told to end.
  const long = "A long answer. ".repeat(5000);
  world = await startWorld({
    vendor: {
      answer: async (bodies) =>
        bodies.map(() => ({ content: long, finishReason: "stop", promptTokens: 1, completionTokens: 1 })),
    },
  });
  const id = world.submitted(400);
  world.killAt("downloadFile", "before");
  await world.until(() => world.kills === 1);
  const alive = world.context;
  const stored = () => getBatch(world.db, id).ledger.summarised;
  const signal = Object.defineProperty({}, "aborted", { get: () => stored() > 0 }) as AbortSignal;
  const open = async () => openaiClient({ baseURL: world.vendor.url, apiKey: "sk-test-1234" });
  const part = findPart(world.db, 1);
  if (!part) throw new Error("no part");
  expect(await collectPart({ ...alive, signal }, open, part)).toBe(false);
  expect(stored()).toBeGreaterThan(50);
  expect(getBatch(world.db, id).ledger.pending).toBeGreaterThan(50);
  // Never further than what is stored.
  expect(findPart(world.db, 1)?.collectedLines).toBeLessThanOrEqual(stored());
  await world.crash();
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ summarised: 400, pending: 0 });
  expect(view.quarantined).toBe(0);
});
