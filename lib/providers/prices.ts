/**
 * US dollars per million tokens of live calls; a batch costs half (OpenAI pricing page). Cached input is what the
 * vendor had read moments before, at the share usual for its family: that column was not checked line by line, and
 * Settings take a person's own price. The one table of prices: change it here, and the date with it.
 */
export const PRICES_CHECKED_ON = "2026-11-20";

export const ENGINE_MODEL = "mailgist-extractive-1";

/** US dollars per million tokens. */
export type Price = { input: number; cachedInput: number; output: number };

/** What was used; `cachedTokens` are among the input tokens. */
export type Usage = { inputTokens: number; cachedTokens?: number | null; outputTokens: number };

/** OpenAI's models for vectors that can be chosen, the usual one first. */
export const EMBEDDING_MODELS = ["text-embedding-3-small", "text-embedding-3-large"];

const LIVE: Record<string, Price> = {
  "gpt-6-luna": { input: 0.1, cachedInput: 0.01, output: 0.5 },
  "gpt-5": { input: 1.25, cachedInput: 0.125, output: 10 },
  "gpt-5-mini": { input: 0.25, cachedInput: 0.025, output: 2 },
  "gpt-5-nano": { input: 0.05, cachedInput: 0.005, output: 0.4 },
  "gpt-4.1": { input: 2, cachedInput: 0.5, output: 8 },
  "gpt-4.1-mini": { input: 0.4, cachedInput: 0.1, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, cachedInput: 0.025, output: 0.4 },
  "gpt-4o": { input: 2.5, cachedInput: 1.25, output: 10 },
  "gpt-4o-mini": { input: 0.15, cachedInput: 0.075, output: 0.6 },
  "text-embedding-3-small": { input: 0.02, cachedInput: 0.02, output: 0 },
  "text-embedding-3-large": { input: 0.13, cachedInput: 0.13, output: 0 },
  "text-embedding-ada-002": { input: 0.1, cachedInput: 0.1, output: 0 },
};

/** What a batch costs of a live call at OpenAI. */
export const BATCH_SHARE = 0.5;

export const FREE: Price = { input: 0, cachedInput: 0, output: 0 };

/**
 * What a model of OpenAI costs in a batch; null when nobody here knows. A dated snapshot ("gpt-5-mini-2025-08-07")
 * costs what its family does.
 */
export function builtInPrice(model: string): Price | null {
  const price = LIVE[model] ?? LIVE[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  return price ? scale(price, BATCH_SHARE) : null;
}

/** The same price, so many times. */
export function scale(price: Price, by: number): Price {
  return { input: price.input * by, cachedInput: price.cachedInput * by, output: price.output * by };
}

/** US dollars for some tokens at a price; null where the price is not known. */
export function costAt(price: Price | null, usage: Usage): number | null {
  if (!price) return null;
  const cached = Math.min(usage.cachedTokens ?? 0, usage.inputTokens);
  const input = (usage.inputTokens - cached) * price.input + cached * price.cachedInput;
  return (input + usage.outputTokens * price.output) / 1_000_000;
}
