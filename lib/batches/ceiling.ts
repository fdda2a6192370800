import type { Db } from "#db/client";
import { readSpend } from "#lib/batches/spend";
import { AppError } from "#lib/errors";
import { DEFAULT_LOCALE, formatMoney, formatMonth } from "#lib/format";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt } from "#lib/providers/prices";
import { readCeiling } from "#lib/settings/ceiling";

/** What is about to be sent. `expected` null: nobody has counted it yet. */
type Wanted = {
  provider: string;
  model: string;
  expected: { inputTokens: { high: number }; outputTokens: { high: number } } | null;
};

const MICRO = 1_000_000;

/**
 * Throws AppError "invalid" when sending this would bring the month over the ceiling set in Settings, or when nobody can
 * tell. To be called in the transaction that sends: what others have just sent counts then. Without a ceiling, or where
 * it costs nothing, everything may be sent.
 */
export function assertUnderCeiling(db: Db, wanted: Wanted, now: number): void {
  const ceiling = readCeiling(db);
  if (ceiling === null) return;
  const book = readPriceBook(db);
  const price = book.priceOf(wanted.provider, wanted.model, now);
  if (price && price.input === 0 && price.output === 0) return;
  if (!price)
    throw new AppError(
      "invalid",
      `The price of ${wanted.model} is not known, so the ceiling set in Settings cannot be kept. Give its price in Settings first.`,
    );
  if (!wanted.expected)
    throw new AppError("invalid", "The cost is still being counted, and a ceiling is set. Try again in a moment.");
  const { inputTokens, outputTokens } = wanted.expected;
  const cost = costAt(price, { inputTokens: inputTokens.high, outputTokens: outputTokens.high }) ?? 0;
  const total = readSpend(db, now, book).total + cost;
  if (Math.round(total * MICRO) <= Math.round(ceiling * MICRO)) return;
  // Rounded up, so that a cent too much is seen as one.
  const cents = Math.ceil(total * 100) / 100;
  throw new AppError(
    "invalid",
    `This would bring ${formatMonth(now, DEFAULT_LOCALE)} to about ${formatMoney(cents)}, over the ceiling of ${formatMoney(ceiling)} set in Settings.`,
  );
}
