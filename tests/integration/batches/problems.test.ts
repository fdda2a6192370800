import { afterEach, expect, test } from "vitest";
import { changeDraft } from "#lib/batches/draft";
import { estimateRetry } from "#lib/batches/estimate-retry";
import { getBatch } from "#lib/batches/get";
import { listBatches } from "#lib/batches/list";
import { previewPage } from "#lib/batches/preview";
import { retry } from "#lib/batches/retry";
import { settle } from "#lib/batches/settle";
import { readSpend } from "#lib/batches/spend";
import { submit } from "#lib/batches/submit";
import type { ProblemGroup } from "#lib/batches/view";
import { formatFilter, NO_CODE, parseFilter } from "#lib/summaries/filter";
import { listSummaries } from "#lib/summaries/list";
import { addsUp, startWorld, type World } from "#tests/integration/batches/world";

let world: World;
afterEach(() => world.close());

type Body = { model: string; messages: { content: unknown }[]; [key: string]: unknown };
let bodies: Body[] = [];
let isHealthy = false;

/** Emails say in their text what is to go wrong with them. */
const WRONG: Record<string, { error: string; code: string; status?: number }> = {
  LONG: {
    error: "This model's maximum context length is 128000 tokens.",
    code: "context_length_exceeded",
    status: 400,
  },
  BUSY: { error: "Rate limit reached", code: "rate_limit_exceeded", status: 429 },
  RUDE: { error: "Your request was flagged.", code: "content_policy_violation", status: 400 },
  ODD: { error: "The moon is in the wrong phase.", code: "moon_phase", status: 400 },
};

async function begin(texts: string[], recipe: "classic" | "mailgist" = "classic") {
  bodies = [];
  isHealthy = false;
  world = await startWorld({
    vendor: {
      answer: async (asked) =>
        asked.map((body) => {
          bodies.push(body as Body);
          const text = String(body.messages.at(-1)?.content);
          const wrong = Object.keys(WRONG).find((word) => text.includes(word));
          if (wrong && !isHealthy) return WRONG[wrong] as { error: string };
          const finishReason = text.includes("CUT") && !isHealthy ? ("length" as const) : ("stop" as const);
          const content = recipe === "mailgist" ? JSON.stringify({ summary: "Short." }) : "Short.";
          return { content, finishReason, promptTokens: 50, completionTokens: 9 };
        }),
    },
  });
  const { id } = world.draft(texts.map((text) => ({ text })));
  const { revision } = changeDraft(world.db, id, { promptId: recipe });
  submit(world.db, id, revision, "", world.context.env);
  return { id, view: await world.finish(id) };
}

const brief = (problems: ProblemGroup[]) => problems.map((one) => [one.cause, one.count, one.ready, one.remedy]);

test("groups what has no summary by cause; the groups add up with the ledger", async () => {
  const { id, view } = await begin(["fine", "LONG a", "LONG b", "BUSY", "RUDE", "ODD", "ODD too"]);
  expect(brief(view.problems)).toEqual(
    [
      ["too-long", 2, 2, "shorten"],
      ["code:moon_phase", 2, 2, "retry"],
      ["declined", 1, 1, "other-model"],
      ["busy", 1, 1, "retry"],
    ].sort((a, b) => Number(b[1]) - Number(a[1])) as never,
  );
  expect(view.problems.find((one) => one.cause === "code:moon_phase")?.title).toBe("The moon is in the wrong phase.");
  expect(view.problems.reduce((sum, one) => sum + one.count, 0)).toBe(view.ledger.failed + view.ledger.notRun);
  expect(view).toMatchObject({ label: "Done with 6 problems", canRetry: true });
  expect(addsUp(getBatch(world.db, id))).toBe(true);
});

test("each cause leads to the list of its own emails", async () => {
  const { id, view } = await begin(["fine", "LONG a", "LONG b", "BUSY", "ODD"]);
  const lists = view.problems.map((one) => {
    const address = formatFilter({ batch: id, codes: one.codes.map((code) => code || NO_CODE) });
    const { filter } = parseFilter(new URLSearchParams(address.toString()));
    return { count: one.count, rows: listSummaries(world.db, filter, "newest", { limit: 10 }).rows };
  });
  expect(lists.map(({ rows }) => rows.length)).toEqual(lists.map(({ count }) => count));
  expect(new Set(lists.flatMap(({ rows }) => rows.map((row) => row.id))).size).toBe(4);
});

test("retries one cause alone, and never what was summarised", async () => {
  const { id } = await begin(["fine", "LONG", "BUSY", "BUSY too"]);
  const before = bodies.length;
  isHealthy = true;
  expect(await retry(world.db, id, { cause: "busy" })).toBe(2);
  const view = await world.finish(id);
  expect(view).toMatchObject({ label: "Done with 1 problem", ledger: { summarised: 3, failed: 1 } });
  expect(bodies.slice(before).map((body) => String(body.messages.at(-1)?.content).slice(-8))).toEqual([
    expect.stringContaining("BUSY"),
    expect.stringContaining("BUSY"),
  ]);
});

test("shortens with the newest text only, and says beforehand what that cuts", async () => {
  const long = `${"word ".repeat(500)}LONG\n\nOn Monday, Ann <ann@example.com> wrote:\n> ${"old ".repeat(300)}`;
  const { id, view } = await begin(["fine", long, "LONG but short"]);
  const [problem] = view.problems;
  expect(problem).toMatchObject({ cause: "too-long", limits: { longestText: null }, sent: { longestText: null } });
  const wish = { cause: "too-long", longestText: 1000 };
  const estimate = await estimateRetry(world.db, id, wish, async (texts) => texts.map((text) => text.length / 4));
  expect(estimate).toMatchObject({ emails: 2, sampled: 2, cut: 1 });
  expect(estimate.cost?.high).toBeGreaterThan(0);
  expect(await retry(world.db, id, wish)).toBe(2);
  const again = await world.finish(id);
  expect(again.problems).toMatchObject([{ cause: "too-long", count: 1, limits: { longestText: 1000 } }]);
  const sent = bodies.map((body) => String(body.messages.at(-1)?.content));
  const cut = sent.filter((text) => text.endsWith("word \n[…]"));
  expect(cut).toHaveLength(1);
  expect(sent.slice(3).some((text) => text.includes("old old"))).toBe(false);
});

test("allows longer answers where they were cut off", async () => {
  const { id, view } = await begin(["CUT", "fine"], "mailgist");
  expect(view.problems).toMatchObject([{ cause: "cut-off", remedy: "longer", limits: { answerTokens: 500 } }]);
  const count = async (texts: string[]) => texts.map((text) => text.length / 4);
  const wish = { cause: "cut-off", answerTokens: 2000 };
  expect(await estimateRetry(world.db, id, wish, count)).toMatchObject({ outputTokens: { low: 500, high: 2000 } });
  isHealthy = true;
  await retry(world.db, id, wish);
  expect(readSpend(world.db, world.context.now()).awaited).toBeGreaterThan(2000 * 0.2e-6);
  expect(await world.finish(id)).toMatchObject({ label: "Done" });
  expect(bodies.at(-1)?.max_completion_tokens).toBe(2000);
});

test("asks another model, whose part says so, and goes on asking it", async () => {
  const { id } = await begin(["RUDE", "fine"]);
  await retry(world.db, id, { cause: "declined", model: "gpt-5-mini" });
  const view = await world.finish(id);
  expect(view.parts.map((part) => part.model)).toEqual(["gpt-6-luna", "gpt-5-mini"]);
  expect(view.problems[0]?.sent).toMatchObject({ provider: "openai", model: "gpt-5-mini" });
  expect(bodies.at(-1)?.model).toBe("gpt-5-mini");
});

test("a batch stays its provider's when some of it is tried again elsewhere", async () => {
  const { id } = await begin(["BUSY", "fine"]);
  await retry(world.db, id, { cause: "busy", provider: "engine", model: "mailgist-extractive-1" });
  expect(getBatch(world.db, id)).toMatchObject({
    ...{ provider: "openai", providerName: "OpenAI", model: "gpt-6-luna" },
    now: { provider: "engine", name: "Built-in engine" },
    alsoAt: ["Built-in engine"],
    stop: { isHere: true },
    usage: { isHere: false },
  });
});

test("two tabs make one retry; what fails after the click is not meant by it", async () => {
  const { id } = await begin(["BUSY", "BUSY too", "fine"]);
  const upToRequestId = world.db.$client.prepare("select max(id) from requests").pluck().get() as number;
  const both = await Promise.allSettled([
    retry(world.db, id, { upToRequestId }),
    retry(world.db, id, { upToRequestId }),
  ]);
  expect(both.map((one) => one.status)).toEqual(["fulfilled", "rejected"]);
  const view = await world.finish(id);
  expect(view.parts).toHaveLength(2);
  // The worker died before it could say that it was done: it hears the same wish once more.
  await expect(retry(world.db, id, { upToRequestId })).rejects.toThrow("nothing to try again");
});

test("what is forbidden in the transaction that would begin a retry changes nothing", async () => {
  const { id } = await begin(["BUSY", "fine"]);
  const before = getBatch(world.db, id);
  const assertAllowed = () => {
    expect(world.db.$client.inTransaction).toBe(true);
    throw new Error("over the ceiling");
  };
  await expect(retry(world.db, id, {}, { assertAllowed })).rejects.toThrow("over the ceiling");
  expect(getBatch(world.db, id)).toEqual(before);
  expect(await retry(world.db, id)).toBe(1);
});

test("other problems can be tried again while a retry is on its way", async () => {
  const { id } = await begin(["BUSY", "LONG", "fine"]);
  world.vendorWorks = false;
  await retry(world.db, id, { cause: "busy" });
  await world.until(() => getBatch(world.db, id).parts[1]?.state === "submitted");
  expect(brief(getBatch(world.db, id).problems)).toEqual([["too-long", 1, 1, "shorten"]]);
  await retry(world.db, id, { cause: "too-long", longestText: 1000 });
  world.vendorWorks = true;
  isHealthy = true;
  expect(await world.finish(id)).toMatchObject({ label: "Done" });
});

test("problems that are left as they are count no more, and can be taken up again", async () => {
  const { id } = await begin(["BUSY", "LONG", "LONG too", "fine"]);
  const now = () => world.vendor.now();
  const leave = (cause: string | undefined, isSettled: boolean) =>
    settle(world.db, id, { cause, isSettled, who: "Ann" }, now);
  expect(await leave("too-long", true)).toBe(2);
  expect(await leave("too-long", true)).toBe(0);
  const some = getBatch(world.db, id);
  expect(some).toMatchObject({ label: "Done with 1 problem", settled: 2, ledger: { summarised: 1, failed: 3 } });
  expect(some.problems.map((one) => [one.cause, one.isSettled])).toEqual([
    ["busy", false],
    ["too-long", true],
  ]);
  expect(await leave(undefined, true)).toBe(1);
  expect(getBatch(world.db, id)).toMatchObject({ label: "Done", tone: "good", settled: 3, canRetry: false });
  expect(listBatches(world.db)[0]).toMatchObject({ label: "Done", settled: 3 });
  await expect(retry(world.db, id)).rejects.toThrow("nothing to try again");
  expect(await leave("busy", false)).toBe(1);
  expect(getBatch(world.db, id).label).toBe("Done with 1 problem");
  isHealthy = true;
  expect(await retry(world.db, id)).toBe(1);
  expect(await world.finish(id)).toMatchObject({ label: "Done", settled: 2, ledger: { summarised: 2, failed: 2 } });
});

test("a retried email is previewed as it was sent last", async () => {
  const { id } = await begin(["BUSY", "fine"]);
  isHealthy = true;
  await retry(world.db, id, { model: "gpt-5-mini" });
  await world.finish(id);
  const models = previewPage(world.db, id, { offset: 0, limit: 9 }).requests.map(
    (one) => JSON.parse(one.raw).body.model,
  );
  expect(models.sort()).toEqual(["gpt-5-mini", "gpt-6-luna"]);
});

test("a refusal of the whole file is known by the vendor's code too", async () => {
  world = await startWorld();
  const error = { message: "You exceeded your current quota.", type: "insufficient_quota", code: "insufficient_quota" };
  const body = JSON.stringify({ error });
  world.vendor.fault({ kind: "status", status: 400, method: "POST", path: /\/batches$/, body });
  const view = await world.finish(world.submitted(3));
  expect(view.label).toBe("Could not start: You exceeded your current quota.");
  expect(view.problems).toMatchObject([
    { cause: "credit", title: "The account has no credit left", count: 3, remedy: "wait", notRun: 3 },
  ]);
});
