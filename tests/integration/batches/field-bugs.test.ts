import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { getBatch } from "#lib/batches/get";
import { retry } from "#lib/batches/retry";
import type { BatchView } from "#lib/batches/view";
import type { Answerer } from "#lib/engine/types";
import { places } from "#lib/store";
import { startWorld, type World } from "#tests/integration/batches/world";

/** What people who use the Batch API have met and written about, each bug under its own name. */
let world: World;
afterEach(() => world.close());

const GET_BATCH = { method: "GET", path: /\/v1\/batches\/[^/?]+$/ };

const answering =
  (answer: (n: number) => Awaited<ReturnType<Answerer>>[number]): Answerer =>
  async (bodies) =>
    bodies.map((body) => answer(Number(/Subject (\d+)/.exec(String(body.messages.at(-1)?.content))?.[1])));

const good = { content: "Fine.", finishReason: "stop" as const, promptTokens: 5, completionTokens: 2 };
const broken = { error: "The server had an error.", code: "server_error", status: 500 };

/** Lets the batch read otherwise from its end on, whenever it is asked about by itself. */
function readsOtherwise(change: Record<string, unknown>): void {
  const body = (text: string) => JSON.stringify({ ...JSON.parse(text), ...change });
  world.vendor.fault({ ...GET_BATCH, kind: "body", times: Number.POSITIVE_INFINITY, body });
}

type Bug = {
  name: string;
  answer?: Answerer;
  emails: number;
  /** How the batch reads from its end on. */
  change?: Record<string, unknown>;
  /** What must come of it. */
  expected: { summarised: number; failed: number; notRun: number; code?: string };
};

const failed = (code: string, message: string, line: number | null = null) => ({
  status: "failed",
  output_file_id: null,
  error_file_id: null,
  errors: { object: "list", data: [{ code, message, line, param: null }] },
});

const BUGS: Bug[] = [
  {
    name: "a duplicate custom_id looks stuck: it ends, with the reason",
    emails: 3,
    change: failed("duplicate_custom_id", "The custom_id for this request is a duplicate.", 2),
    expected: { summarised: 0, failed: 3, notRun: 0, code: "duplicate_custom_id" },
  },
  {
    name: "one bad line fails the whole file: every email says which line",
    emails: 3,
    change: failed("invalid_json_line", "This line is not parseable as valid JSON.", 2),
    expected: { summarised: 0, failed: 3, notRun: 0, code: "invalid_json_line" },
  },
  {
    name: "a wrong file id is accepted and fails a quarter of an hour later",
    emails: 2,
    change: failed("invalid_file", "The input file could not be found."),
    expected: { summarised: 0, failed: 2, notRun: 0, code: "invalid_file" },
  },
  {
    name: "completed, nine of nine failed, and no output file: the error file is read",
    emails: 9,
    answer: answering(() => broken),
    change: { output_file_id: null },
    expected: { summarised: 0, failed: 9, notRun: 0, code: "server_error" },
  },
  {
    name: "the id of a missing file is an empty string",
    emails: 2,
    change: { error_file_id: "" },
    expected: { summarised: 2, failed: 0, notRun: 0 },
  },
  {
    name: "the counts say that all failed: the lines are believed",
    emails: 4,
    change: { request_counts: { total: 4, completed: 0, failed: 4 } },
    expected: { summarised: 4, failed: 0, notRun: 0 },
  },
  {
    name: "the counts say that all were answered: who has no line was not run",
    emails: 4,
    change: { output_file_id: null, request_counts: { total: 4, completed: 4, failed: 0 } },
    expected: { summarised: 0, failed: 0, notRun: 4, code: "no_answer" },
  },
  {
    name: "an answer that was cut off is no summary",
    emails: 2,
    answer: answering((n) => (n === 0 ? { ...good, finishReason: "length" } : good)),
    expected: { summarised: 1, failed: 1, notRun: 0, code: "length" },
  },
];

test.each(BUGS)("$name", async ({ emails, answer, change, expected: { code, ...counts } }) => {
  world = await startWorld(answer ? { vendor: { answer } } : {});
  if (change) readsOtherwise(change);
  const view = await world.finish(world.submitted(emails));
  expect(view.ledger).toEqual({ emails, pending: 0, ...counts });
  expect(view.reasons.map((reason) => reason.code)).toEqual(code ? [code] : []);
});

/** Stops the vendor after it has answered some, and lets a day pass. */
async function expired(emails: number, reads: Record<string, unknown> = {}): Promise<BatchView> {
  world = await startWorld({ vendor: { groupSize: 1 } });
  world.vendorWorks = false;
  const id = world.submitted(emails);
  await world.until(() => getBatch(world.db, id).parts[0]?.state === "submitted");
  const [batch] = await vendorBatches();
  for (let done = 0; done === 0; ) {
    await world.vendor.engine.step();
    done = (await (await fetch(`${world.vendor.url}/batches/${batch?.id}`)).json()).request_counts.completed;
  }
  world.vendor.advance(25 * 3_600_000);
  readsOtherwise(reads);
  world.vendorWorks = true;
  return world.finish(id);
}

type Listed = { id: string; metadata: Record<string, string> };
const vendorBatches = async () => (await (await fetch(`${world.vendor.url}/batches`)).json()).data as Listed[];

test("an expired batch with counts of 10, 1 and 0: its partial output is kept, nine are offered again", async () => {
  const view = await expired(10, { request_counts: { total: 10, completed: 1, failed: 0 } });
  expect(view.ledger).toEqual({ emails: 10, summarised: 1, failed: 0, notRun: 9, pending: 0 });
  expect(view.label).toBe("Ran out of time: 1 kept");
  expect(await retry(world.db, view.id)).toBe(9);
});

test("an expired batch in the provider's console: its metadata says which job of ours it was", async () => {
  const view = await expired(4);
  const [batch] = await vendorBatches();
  const [part] = view.parts;
  expect(batch).toMatchObject({
    id: part?.vendorBatchId,
    metadata: { app: "mailgist", batch: String(view.id), part: String(part?.id), sha256: part?.sha256 },
  });
  expect(batch?.metadata.description).toContain(view.name);
});

test("nine of twenty failed: nine are asked again, not twenty", async () => {
  let isHealthy = false;
  world = await startWorld({ vendor: { answer: answering((n) => (n < 9 && !isHealthy ? broken : good)) } });
  const id = world.submitted(20);
  expect((await world.finish(id)).ledger).toMatchObject({ summarised: 11, failed: 9 });
  isHealthy = true;
  expect(await retry(world.db, id)).toBe(9);
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ summarised: 20, failed: 0 });
  expect(view.parts.map((part) => part.requestCount)).toEqual([20, 9]);
});

test("both result files answer one id: the success counts, the error is put aside", async () => {
  world = await startWorld({ vendor: { answer: answering((n) => (n === 0 ? broken : good)) } });
  const id = world.submitted(3);
  world.killAt("getFile", "before");
  await world.until(() => world.kills === 1);
  const { outputFileId, errorFileId } = getBatch(world.db, id).parts[0] ?? {};
  const read = async (file: unknown) => (await fetch(`${world.vendor.url}/files/${file}/content`)).text();
  const [output, errors] = [await read(outputFileId), await read(errorFileId)];
  const other = JSON.parse(errors) as Record<string, unknown>;
  const [answered] = output.split("\n").map((line) => JSON.parse(line || "{}") as { custom_id: string });
  const both = `${errors}${JSON.stringify({ ...other, custom_id: answered?.custom_id })}\n`;
  const sized = (text: string) => JSON.stringify({ ...JSON.parse(text), bytes: Buffer.byteLength(both) });
  world.vendor.fault({ method: "GET", path: new RegExp(`${errorFileId}$`), kind: "body", body: sized });
  world.vendor.fault({ method: "GET", path: new RegExp(`${errorFileId}/content$`), kind: "body", body: both });
  const view = await world.finish(id);
  expect(view.ledger).toMatchObject({ summarised: 2, failed: 1, pending: 0 });
  const aside = world.db.$client.prepare("select source, line, why from quarantine").all();
  expect(aside).toEqual([{ source: "error", line: 2, why: "a second answer for the same email" }]);
});

test("a byte order mark and broken letters in emails: the file that is sent is clean UTF-8 without one", async () => {
  world = await startWorld();
  const id = world.submitted([
    { subject: "\ufeffGr\u00fc\u00dfe", text: "half \ud83d of a sign, \u0000 and \u2028" },
    {},
  ]);
  const view = await world.finish(id);
  expect(view.ledger.summarised).toBe(2);
  const bytes = readFileSync(join(places(world.dataDir).parts, `${view.parts[0]?.id}.jsonl`));
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  expect(text.startsWith("{")).toBe(true);
  expect(text.trimEnd().split("\n")).toHaveLength(2);
  for (const line of text.trimEnd().split("\n")) expect(JSON.parse(line)).toHaveProperty("custom_id");
});

test("answers in another order are put on their own rows", async () => {
  world = await startWorld({ vendor: { answer: answering((n) => ({ ...good, content: `Answer ${n}.` })) } });
  const id = world.submitted(30);
  world.killAt("getFile", "before");
  await world.until(() => world.kills === 1);
  const file = getBatch(world.db, id).parts[0]?.outputFileId;
  const turned = (text: string) => `${text.trimEnd().split("\n").toReversed().join("\n")}\n`;
  world.vendor.fault({ method: "GET", path: new RegExp(`${file}/content$`), kind: "body", body: turned });
  expect((await world.finish(id)).ledger.summarised).toBe(30);
  const rows = world.db.$client.prepare("select subject, text from summaries").all() as Record<string, string>[];
  for (const { subject, text } of rows) expect(text).toBe(`${subject?.replace("Subject", "Answer")}.`);
});
