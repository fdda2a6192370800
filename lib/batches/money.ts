import type { Db } from "#db/client";
import type { Batch } from "#lib/batches/draft";
import type { Part } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import type { BatchView } from "#lib/batches/view";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt } from "#lib/providers/prices";

/**
 * What a batch used by the vendor's own count, what that cost at the prices of its day, what was expected, and what
 * live calls would have cost. Money is null where a price is not known.
 */
export function moneyOf(db: Db, batch: Batch, own: Part[]): BatchView["usage"] {
  const book = readPriceBook(db);
  const usage: BatchView["usage"] = {
    inputTokens: 0,
    cachedTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
    cost: 0,
    liveCost: 0,
    expected: null,
    isFinal: batch.expandedAt !== null && !own.some(isOpen),
    isHere: [batch, ...own].every(({ provider }) => provider === "engine"),
  };
  for (const { provider, model, submittedAt, ...part } of own) {
    const at = submittedAt ?? 0;
    const used = {
      inputTokens: part.inputTokens ?? 0,
      cachedTokens: part.cachedTokens ?? 0,
      outputTokens: part.outputTokens ?? 0,
    };
    usage.inputTokens += used.inputTokens;
    usage.cachedTokens += used.cachedTokens;
    usage.outputTokens += used.outputTokens;
    usage.reasoningTokens += part.reasoningTokens ?? 0;
    usage.cost = sum(usage.cost, costAt(book.priceOf(provider, model, at), used));
    usage.liveCost = sum(usage.liveCost, costAt(book.livePriceOf(provider, model, at), used));
  }
  const price = book.priceOf(batch.provider, batch.model, batch.submittedAt ?? 0);
  if (batch.expected && price) {
    const { inputTokens, outputTokens } = batch.expected;
    const costOf = (end: "low" | "high") =>
      costAt(price, { inputTokens: inputTokens[end], outputTokens: outputTokens[end] }) ?? 0;
    usage.expected = { low: costOf("low"), high: costOf("high") };
  }
  return usage;
}

const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
