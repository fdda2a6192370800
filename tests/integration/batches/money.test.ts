import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { batches, parts, pastUsage, trials } from "#db/schema";
import { assertUnderCeiling } from "#lib/batches/ceiling";
import { changeDraft, openDraft } from "#lib/batches/draft";
import { computeEstimate } from "#lib/batches/estimate-draft";
import { getBatch } from "#lib/batches/get";
import { monthStart, readSpend } from "#lib/batches/spend";
import { submit } from "#lib/batches/submit";
import { readEnv } from "#lib/env";
import { createEndpoint } from "#lib/providers/endpoints";
import { readPriceBook, resetPrice, savePrice } from "#lib/providers/price-book";
import { saveCeiling } from "#lib/settings/ceiling";
import { saveSetting } from "#lib/settings/store";
import { type TempStore, tempStore } from "#tests/support/db";
import { makeDataset } from "#tests/support/factories";

const NOW = new Date(2026, 10, 25, 12).getTime();
const OCTOBER = new Date(2026, 9, 31, 23).getTime();
const MILLION = 1_000_000;
/** gpt-6-luna in a batch: $0.05 in, $0.005 in again, $0.25 out per million tokens. */
const LUNA = { provider: "openai", model: "gpt-6-luna" };
const countWords = async (texts: string[]) => texts.map((text) => text.split(/\s+/).length);

let store: TempStore;
const env = () => ({ ...readEnv({}), dataDir: store.dataDir, openaiApiKey: "sk-test-1234" });

beforeEach(async () => {
  store = await tempStore();
});
afterEach(() => store.close());

/** A draft for OpenAI with its estimate made. */
async function draft(emails = 10) {
  const { datasetId } = makeDataset(store.db, { emails });
  const { id } = openDraft(store.db, datasetId, "", NOW);
  const { revision } = changeDraft(store.db, id, { ...LUNA });
  await computeEstimate(store.db, id, countWords);
  return { id, revision };
}

/** A submitted batch whose part is in some state, having used this many million tokens. */
async function sent(state: "submitted" | "done", used: { in: number; cached?: number; out: number } | null, at = NOW) {
  const { id, revision } = await draft();
  submit(store.db, id, revision, "", env(), NOW);
  store.db.update(batches).set({ expandedAt: at, submittedAt: at }).run();
  store.db
    .insert(parts)
    .values({
      batchId: id,
      number: 1,
      state,
      ...LUNA,
      recipe: "mailgist",
      instructions: "",
      requestCount: 10,
      submittedAt: at,
      inputTokens: used ? used.in * MILLION : null,
      cachedTokens: used ? (used.cached ?? 0) * MILLION : null,
      outputTokens: used ? used.out * MILLION : null,
    })
    .run();
  return id;
}

describe("what a month costs", () => {
  it("counts finished parts by what was used, cached input at its own price", async () => {
    await sent("done", { in: 10, cached: 4, out: 2 });
    expect(readSpend(store.db, NOW)).toMatchObject({ total: expect.closeTo(0.3 + 0.02 + 0.5, 9), awaited: 0 });
  });

  it("counts what still runs with the high end of its estimate, from the very submit on", async () => {
    const { id, revision } = await draft();
    const { cost } = await computeEstimate(store.db, id, countWords);
    expect(readSpend(store.db, NOW).total).toBe(0);
    submit(store.db, id, revision, "", env(), NOW);
    const waiting = readSpend(store.db, NOW);
    expect(waiting.total).toBeCloseTo(cost?.high ?? Number.NaN, 12);
    expect(waiting.awaited).toBe(waiting.total);
  });

  it("counts a part under way as its share, or what it used already if that is more", async () => {
    await sent("submitted", { in: 100, out: 0 });
    expect(readSpend(store.db, NOW).total).toBeGreaterThanOrEqual(5);
  });

  it("leaves other months out, and keeps what deleted batches and trials used", async () => {
    await sent("done", { in: 100, out: 100 }, OCTOBER);
    const { db } = store;
    const past = { inputTokens: 20 * MILLION, cachedTokens: 0, outputTokens: 0 };
    db.insert(pastUsage)
      .values([
        { ...LUNA, at: OCTOBER, ...past },
        { ...LUNA, at: NOW, ...past },
      ])
      .run();
    const tried = { batchId: 1, emailId: 1, ...LUNA, createdAt: NOW, inputTokens: MILLION, outputTokens: 0 };
    db.insert(trials)
      .values([
        { ...tried, startedAt: NOW },
        { ...tried, startedAt: OCTOBER },
      ])
      .run();
    const spend = readSpend(db, NOW);
    expect(spend.total).toBeCloseTo(1 + 0.1, 9);
    expect(spend.trials).toBeCloseTo(0.1, 9);
  });

  it("names the models whose price nobody knows", async () => {
    await sent("done", { in: 1, out: 1 });
    store.db.update(parts).set({ model: "gpt-99" }).run();
    expect(readSpend(store.db, NOW)).toMatchObject({ total: 0, unpriced: ["gpt-99"] });
  });

  it("begins on the first of the month by this computer's clock", () => {
    expect(monthStart(NOW)).toBe(new Date(2026, 10, 1).getTime());
  });
});

describe("the ceiling", () => {
  it("stops a submit that would bring the month over it, and says so", async () => {
    await sent("done", { in: 380, out: 3 });
    saveCeiling(store.db, 20, NOW);
    const { id, revision } = await draft();
    expect(submit(store.db, id, revision, "", env(), NOW)).toBe(id);
    store.db
      .update(parts)
      .set({ inputTokens: 400 * MILLION })
      .run();
    const next = await draft();
    expect(() => submit(store.db, next.id, next.revision, "", env(), NOW)).toThrow(
      "This would bring November to about $20.76, over the ceiling of $20.00 set in Settings.",
    );
    expect(getBatch(store.db, next.id).phase).toBe("draft");
  });

  it("counts what others have submitted a moment before", async () => {
    const first = await draft(1000);
    const second = await draft(1000);
    const { cost } = await computeEstimate(store.db, second.id, countWords);
    saveCeiling(store.db, (cost?.high ?? 0) * 1.5, NOW);
    submit(store.db, first.id, first.revision, "", env(), NOW);
    expect(() => submit(store.db, second.id, second.revision, "", env(), NOW)).toThrow(/over the ceiling/);
  });

  it("stops nothing that is free, and everything whose cost nobody can tell", async () => {
    saveCeiling(store.db, 0.01, NOW);
    const { datasetId } = makeDataset(store.db, { emails: 5 });
    const free = openDraft(store.db, datasetId, "", NOW);
    expect(submit(store.db, free.id, free.revision, "", env(), NOW)).toBe(free.id);
    const { id } = await draft();
    const changed = changeDraft(store.db, id, { model: "gpt-99" });
    expect(() => submit(store.db, id, changed.revision, "", env(), NOW)).toThrow(/price of gpt-99 is not known/);
    const back = changeDraft(store.db, id, { model: LUNA.model });
    expect(() => submit(store.db, id, back.revision, "", env(), NOW)).toThrow(/still being counted/);
  });

  it("lets exactly the ceiling pass", () => {
    saveCeiling(store.db, 0.3, NOW);
    const expected = { inputTokens: { high: MILLION }, outputTokens: { high: MILLION } };
    expect(() => assertUnderCeiling(store.db, { ...LUNA, expected }, NOW)).not.toThrow();
    saveCeiling(store.db, 0.299999, NOW);
    expect(() => assertUnderCeiling(store.db, { ...LUNA, expected }, NOW)).toThrow(/over the ceiling/);
  });
});

describe("prices", () => {
  const typed = { input: 1, cachedInput: 0.5, output: 2 };
  const priceAt = (at: number, model = LUNA.model) => readPriceBook(store.db).priceOf("openai", model, at)?.input;

  it("own ones win from their day on, and can be taken back", () => {
    savePrice(store.db, "openai", LUNA.model, typed, NOW);
    expect([priceAt(NOW - 1), priceAt(NOW), priceAt(NOW + 1)]).toEqual([0.05, 1, 1]);
    savePrice(store.db, "openai", LUNA.model, { ...typed, input: 3 }, NOW + 10);
    expect([priceAt(NOW + 9), priceAt(NOW + 10)]).toEqual([1, 3]);
    resetPrice(store.db, "openai", LUNA.model);
    expect(priceAt(NOW + 10)).toBe(0.05);
  });

  it("the first one counts for the time before it where no other is known", () => {
    savePrice(store.db, "openai", "gpt-99", typed, NOW);
    expect(priceAt(OCTOBER, "gpt-99")).toBe(1);
  });

  it("are half of live calls at OpenAI, and nothing on this computer", () => {
    const local = { name: "Ollama", baseUrl: "http://localhost:11434/v1", concurrency: 2 };
    const id = createEndpoint(store.db, env(), "chat", local, NOW);
    const book = readPriceBook(store.db);
    expect(book.priceOf(id, "llama3.2", NOW)).toMatchObject({ input: 0, output: 0 });
    expect(book.livePriceOf("openai", "gpt-4o-mini", NOW)).toMatchObject({ input: 0.15, output: 0.6 });
    expect(book.priceOf("openai", "gpt-5-mini-2025-08-07", NOW)).toMatchObject({ input: 0.125, output: 1 });
    savePrice(store.db, id, "llama3.2", typed, NOW);
    expect(readPriceBook(store.db).priceOf(id, "llama3.2", NOW)?.input).toBe(1);
  });

  it("refuse less than nothing", () => {
    expect(() => savePrice(store.db, "openai", "x", { ...typed, input: -1 }, NOW)).toThrow(/number of dollars/);
    expect(() => savePrice(store.db, "openai", "x", { ...typed, output: Number.NaN }, NOW)).toThrow(/number/);
  });
});

describe("a batch's page", () => {
  it("shows what was expected, what was used, and what live calls would have cost", async () => {
    const id = await sent("done", { in: 10, out: 2 });
    const { usage } = getBatch(store.db, id);
    expect(usage).toMatchObject({ isFinal: true, cost: expect.closeTo(1, 9), liveCost: expect.closeTo(2, 9) });
    expect(usage.expected?.high).toBeGreaterThan(usage.expected?.low ?? 1);
  });
});

describe("a model that is switched off", () => {
  const listed = (shutdownAt: number) =>
    saveSetting(
      store.db,
      "models-of.openai",
      { at: NOW, models: [{ id: "gpt-7", createdAt: null, shutdownAt, goneAt: null }] },
      NOW,
    );

  it("cannot be submitted from its day on", async () => {
    const { id } = await draft();
    const { revision } = changeDraft(store.db, id, { model: "gpt-7" });
    listed(NOW);
    expect(() => submit(store.db, id, revision, "", env(), NOW)).toThrow(
      /^OpenAI switched gpt-7 off on Nov 25, 2026\. Choose another model\.$/,
    );
    listed(NOW + 1);
    expect(submit(store.db, id, revision, "", env(), NOW)).toBe(id);
  });

  it("is known beforehand for the families whose end was announced", async () => {
    const { id } = await draft();
    const { revision } = changeDraft(store.db, id, { model: "gpt-4.1-nano-2025-04-14" });
    expect(() => submit(store.db, id, revision, "", env(), NOW)).toThrow(/switched gpt-4.1-nano-2025-04-14 off/);
  });
});
