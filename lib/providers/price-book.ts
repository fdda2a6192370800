import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { prices } from "#db/schema";
import { AppError } from "#lib/errors";
import { isLocalAddress } from "#lib/providers/address";
import { listEndpoints } from "#lib/providers/endpoints";
import { endpointNumber, kindOf, type ProviderId } from "#lib/providers/kinds";
import { BATCH_SHARE, builtInPrice, FREE, type Price, scale } from "#lib/providers/prices";

type OwnPrice = Price & { since: number };

/** What everything costs, read once: ask it as often as you like. */
export type PriceBook = {
  /** What a model charged for requests sent at `at` (ms), in a batch where there are batches; null when not known. */
  priceOf(provider: string, model: string, at: number): Price | null;
  /** What a live call would have cost then; the same where there is no cheaper way. */
  livePriceOf(provider: string, model: string, at: number): Price | null;
  /** The price today and, where a person gave it, since when. */
  describe(provider: string, model: string, now: number): { price: Price | null; ownSince: number | null };
};

/**
 * Own prices win over built-in ones. Of several own prices the newest counts that had begun; where no built-in price is
 * known, the first own one counts for the time before it too. What runs on this computer is free unless priced.
 */
export function readPriceBook(db: Db): PriceBook {
  const own = Map.groupBy(
    db.select().from(prices).orderBy(asc(prices.since)).all(),
    (one) => `${one.provider} ${one.model}`,
  );
  const local = new Set(
    listEndpoints(db)
      .filter((one) => isLocalAddress(one.baseUrl))
      .map((one) => one.id),
  );
  const standard = (provider: string, model: string): Price | null => {
    const number = endpointNumber(provider);
    if (provider === "engine" || (number !== null && local.has(number))) return FREE;
    return provider === "openai" ? builtInPrice(model) : null;
  };
  const ownAt = (provider: string, model: string, at: number) => {
    const typed = own.get(`${provider} ${model}`) ?? [];
    return typed.findLast((one) => one.since <= at) ?? (standard(provider, model) ? undefined : typed[0]);
  };
  const priceOf = (provider: string, model: string, at: number) =>
    toPrice(ownAt(provider, model, at)) ?? standard(provider, model);
  return {
    priceOf,
    livePriceOf(provider, model, at) {
      const price = priceOf(provider, model, at);
      return price && kindOf(provider) === "openai" ? scale(price, 1 / BATCH_SHARE) : price;
    },
    describe: (provider, model, now) => ({
      price: priceOf(provider, model, now),
      ownSince: ownAt(provider, model, now)?.since ?? null,
    }),
  };
}

/** Stores what a model costs from `since` on (ms). Throws AppError "invalid" for less than nothing. */
export function savePrice(db: Db, provider: ProviderId, model: string, price: Price, since: number): void {
  if (Object.values(price).some((dollars) => !(dollars >= 0 && dollars <= 10_000)))
    throw new AppError("invalid", "A price is a number of dollars per million tokens, such as 0.05.");
  const { input, cachedInput, output } = price;
  db.insert(prices)
    .values({ provider, model, since, input, cachedInput, output })
    .onConflictDoUpdate({
      target: [prices.provider, prices.model, prices.since],
      set: { input, cachedInput, output },
    })
    .run();
}

/** Forgets every own price of a model: the built-in one counts again, also for what was sent meanwhile. */
export function resetPrice(db: Db, provider: ProviderId, model: string): void {
  db.delete(prices)
    .where(and(eq(prices.provider, provider), eq(prices.model, model)))
    .run();
}

function toPrice(own: OwnPrice | undefined): Price | null {
  return own ? { input: own.input, cachedInput: own.cachedInput, output: own.output } : null;
}
