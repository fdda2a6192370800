import { describe, expect, test } from "vitest";
import { stopWords } from "#components/batches/stop-words";
import { stopOf } from "#lib/batches/stop";
import { makeFormat } from "#lib/client/format";
import type { PriceBook } from "#lib/providers/price-book";

const book: Pick<PriceBook, "priceOf"> = {
  priceOf: (_provider, model) => (model === "gpt-6-luna" ? { input: 0.05, cachedInput: 0.005, output: 0.25 } : null),
};
const ledger = { emails: 1000, summarised: 0, failed: 0, notRun: 0, pending: 1000 };
const part = {
  state: "submitted" as const,
  provider: "openai",
  model: "gpt-6-luna",
  requestCount: 1000,
  bytes: 1_000_000,
  vendorCompleted: 400,
  vendorFailed: 12,
  vendorStatus: "in_progress",
  submittedAt: 0,
};
const openai = { now: { provider: "openai", name: "OpenAI", isRefused: false }, ledger };

describe("what stopping keeps and may still cost", () => {
  test("counts what is done, what is at the provider and what was never sent", () => {
    const waiting = { ...part, state: "waiting" as const, vendorCompleted: null, vendorFailed: null };
    const row = { ledger: { ...ledger, emails: 2000, pending: 2000 }, progress: { done: 412, total: 2000 } };
    const stop = stopOf(row, [part, waiting], book);
    expect(stop).toMatchObject({ done: 412, underway: 588, unsent: 1000 });
    expect(stop.cost).toBeGreaterThan(0.001);
    expect(stop.cost).toBeLessThan(0.1);
  });

  test("a model without a price has no sum, and what has ended costs nothing more", () => {
    const row = { ledger, progress: { done: 412, total: 1000 } };
    expect(stopOf(row, [{ ...part, model: "nobody-knows" }], book).cost).toBeNull();
    expect(stopOf(row, [{ ...part, state: "collecting" }], book)).toMatchObject({ underway: 0, cost: 0 });
  });

  test("is free only where all that still runs runs on this computer", () => {
    const engine = { ...part, provider: "engine" };
    const row = { ledger, progress: null };
    expect(stopOf(row, [engine], book).isHere).toBe(true);
    expect(stopOf(row, [engine, part], book).isHere).toBe(false);
    expect(stopOf(row, [engine, { ...part, state: "done" }], book).isHere).toBe(true);
  });

  test("is said in whole sentences", () => {
    const format = makeFormat("en");
    const words = stopWords(openai, { done: 412, underway: 588, unsent: 0, cost: 0.02, isHere: false }, format);
    expect(words).toEqual([
      "412 of 1,000 are done and stay.",
      "Up to 588 more may still be answered and paid while OpenAI stops, about $0.02.",
      "What is not answered counts as “not run” and can be tried again.",
    ]);
    expect(stopWords(openai, { done: 0, underway: 0, unsent: 1000, cost: 0, isHere: false }, format)).toContain(
      "1,000 were not sent yet and cost nothing.",
    );
    const here = { done: 1, underway: 999, unsent: 0, cost: 0, isHere: true };
    expect(stopWords(openai, here, format).join(" ")).toBe(
      "1 of 1,000 is done and stays. The others are not run. It costs nothing either way.",
    );
  });
});
