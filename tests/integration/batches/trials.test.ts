import { setTimeout as wait } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { changeDraft } from "#lib/batches/draft";
import { buildLine } from "#lib/batches/jsonl";
import { askedOf, needBatch } from "#lib/batches/preview";
import { draftEmailsAt } from "#lib/batches/source";
import { submit } from "#lib/batches/submit";
import { cancelTrials, listTrials, startTrials } from "#lib/batches/trials";
import { createTrialStep } from "#lib/batches/trials-step";
import { openaiClient } from "#lib/providers/openai";
import type { Step } from "#lib/worker/lane";
import { startWorld, type World } from "#tests/integration/batches/world";

let world: World;
let bodies: unknown[] = [];
afterEach(() => world.close());

const CHAT = /\/chat\/completions$/;

async function begin(emails = 5) {
  bodies = [];
  world = await startWorld({
    vendor: {
      answer: async (asked) => {
        bodies.push(...asked);
        return asked.map((body) => ({
          content: `Short: ${/Subject: (.*)/.exec(String(body.messages.at(-1)?.content))?.[1]}`,
          finishReason: "stop" as const,
          promptTokens: 120,
          completionTokens: 30,
        }));
      },
    },
  });
  const { id, emailIds } = world.draft(emails);
  return { id, emailIds, revision: needBatch(world.db, id).revision, lane: lane() };
}

function lane(): Step {
  const client = openaiClient({ baseURL: world.vendor.url, apiKey: "sk-test-1234" });
  return createTrialStep(async () => client);
}

/** Runs the lane until every trial has its end. */
async function answered(id: number, step: Step) {
  const isOpen = () => listTrials(world.db, id).some((one) => one.state === "waiting" || one.state === "asking");
  while (isOpen()) {
    await step(world.context);
    await wait(5);
  }
  return listTrials(world.db, id);
}

const calls = () => world.vendor.ledger.filter((call) => CHAT.test(call.path)).length;

test("asks about three random emails with the very body of their lines, and keeps what came", async () => {
  const { id, revision, lane } = await begin();
  expect(startTrials(world.db, id, { revision }, world.context.env)).toHaveLength(3);
  const trials = await answered(id, lane);
  expect(trials.map((one) => one.state)).toEqual(["summarised", "summarised", "summarised"]);
  for (const one of trials) {
    expect(one).toMatchObject({ text: `Short: ${one.subject}`, inputTokens: 120, outputTokens: 30, isStale: false });
    const place = draftEmailsAt(
      world.db,
      { id, datasetId: needBatch(world.db, id).datasetId },
      { offset: 0, limit: 9 },
    );
    const email = place.find((candidate) => candidate.id === one.emailId);
    if (!email) throw new Error("an email that would not be sent");
    const { body } = JSON.parse(buildLine(email, askedOf(needBatch(world.db, id))));
    expect(bodies).toContainEqual(body);
  }
  expect(calls()).toBe(3);
  expect(world.made()).toBe(0);
  expect(world.db.$client.prepare("select count(*) from summaries").pluck().get()).toBe(0);
});

test("another three are others, as long as there are some", async () => {
  const { id, emailIds, revision, lane } = await begin(6);
  startTrials(world.db, id, { revision }, world.context.env);
  await answered(id, lane);
  startTrials(world.db, id, { revision }, world.context.env);
  const trials = await answered(id, lane);
  expect(trials.map((one) => one.emailId).sort()).toEqual([...emailIds].sort());
});

test("a double click and a second tab cost once; more than three by hand are refused", async () => {
  const { id, emailIds, revision, lane } = await begin();
  const first = startTrials(world.db, id, { revision }, world.context.env);
  expect(startTrials(world.db, id, { revision }, world.context.env)).toEqual(first);
  expect((await answered(id, lane)).length).toBe(3);
  expect(calls()).toBe(3);
  const four = emailIds.slice(0, 4);
  expect(() => startTrials(world.db, id, { revision, emailIds: four }, world.context.env)).toThrow("three emails");
  const one = emailIds.slice(4);
  startTrials(world.db, id, { revision, emailIds: one }, world.context.env);
  expect((await answered(id, lane))[0]).toMatchObject({ emailId: one[0], state: "summarised" });
  expect(calls()).toBe(4);
});

test("what the vendor refuses is told in plain words, with its own beside them", async () => {
  const { id, emailIds, revision, lane } = await begin();
  const error = { message: "Rate limit reached for gpt-6-luna", type: "requests", param: null };
  const body = JSON.stringify({ error: { ...error, code: "rate_limit_exceeded" } });
  world.vendor.fault({ kind: "status", status: 429, path: CHAT, body });
  startTrials(world.db, id, { revision, emailIds: emailIds.slice(0, 1) }, world.context.env);
  expect((await answered(id, lane))[0]).toMatchObject({
    state: "failed",
    problem: "The provider was asked too often",
    words: expect.stringContaining("Rate limit reached"),
  });
  world.vendor.fault({ kind: "reset-after", path: CHAT });
  startTrials(world.db, id, { revision, emailIds: emailIds.slice(1, 2) }, world.context.env);
  expect((await answered(id, lane))[0]).toMatchObject({ state: "failed", problem: "No answer came" });
  world.vendor.fault({
    kind: "status",
    status: 401,
    path: CHAT,
    body: JSON.stringify({ error: { message: "Incorrect API key provided: sk-test-1234", code: "invalid_api_key" } }),
  });
  startTrials(world.db, id, { revision, emailIds: emailIds.slice(2, 3) }, world.context.env);
  const [refused] = await answered(id, lane);
  expect(refused).toMatchObject({ problem: "The provider did not accept the key", words: null });
  expect(calls()).toBe(3);
});

test("without a key there is a clear sentence, and nothing is written", async () => {
  const { id, revision } = await begin();
  const env = { ...world.context.env, openaiApiKey: "" };
  expect(() => startTrials(world.db, id, { revision }, env)).toThrow("There is no OpenAI key yet.");
  expect(listTrials(world.db, id)).toEqual([]);
});

test("other instructions make a trial an old one, and changed ones have to be seen first", async () => {
  const { id, revision, lane } = await begin();
  startTrials(world.db, id, { revision }, world.context.env);
  await answered(id, lane);
  changeDraft(world.db, id, { instructions: "Say it in one word." });
  expect(listTrials(world.db, id).every((one) => one.isStale)).toBe(true);
  expect(() => startTrials(world.db, id, { revision }, world.context.env)).toThrow("another window");
  submit(world.db, id, needBatch(world.db, id).revision, "", world.context.env);
  expect(() => startTrials(world.db, id, { revision: revision + 1 }, world.context.env)).toThrow("already submitted");
});

test("a cancel gives the call up; what nobody asked yet is never asked", async () => {
  const { id, revision, lane } = await begin();
  world.vendor.fault({ kind: "late", path: CHAT, times: 3 });
  startTrials(world.db, id, { revision }, world.context.env);
  await lane(world.context);
  while (calls() < 3) await wait(5);
  expect(listTrials(world.db, id).every((one) => one.state === "asking")).toBe(true);
  cancelTrials(world.db, id);
  await lane(world.context);
  while ((await lane(world.context)) !== false) await wait(5);
  expect(listTrials(world.db, id).every((one) => one.state === "cancelled")).toBe(true);
  world.vendor.release();
  startTrials(world.db, id, { revision }, world.context.env);
  cancelTrials(world.db, id);
  expect(await lane(world.context)).toBe(false);
  expect(calls()).toBe(3);
});

test("a worker that dies while it asks does not ask again", async () => {
  const { id, revision, lane: after } = await begin();
  const client = openaiClient({ baseURL: world.vendor.url, apiKey: "sk-test-1234" });
  const dying = createTrialStep(async () => ({ ...client, completeChat: () => new Promise(() => {}) }));
  startTrials(world.db, id, { revision }, world.context.env);
  await dying(world.context);
  await world.crash();
  const trials = await answered(id, after);
  expect(trials.map((one) => one.problem)).toEqual(["No answer came", "No answer came", "No answer came"]);
  expect(calls()).toBe(0);
});
