/**
 * US dollars per million tokens of live calls; a batch costs half (OpenAI pricing page).
 * The one table of prices: change it here, and the date with it.
 */
export const PRICES_CHECKED_ON = "2026-11-20";

export const ENGINE_MODEL = "mailgist-extractive-1";

const LIVE: Record<string, { input: number; output: number }> = {
  "gpt-6-luna": { input: 0.1, output: 0.5 },
  "gpt-5": { input: 1.25, output: 10 },
  "gpt-5-mini": { input: 0.25, output: 2 },
  "gpt-5-nano": { input: 0.05, output: 0.4 },
  "gpt-4.1": { input: 2, output: 8 },
  "gpt-4.1-mini": { input: 0.4, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, output: 0.4 },
  "gpt-4o": { input: 2.5, output: 10 },
  "gpt-4o-mini": { input: 0.15, output: 0.6 },
  [ENGINE_MODEL]: { input: 0, output: 0 },
};

const BATCH_SHARE = 0.5;

/**
 * What a model costs in a batch, US dollars per million tokens; null when nobody here knows.
 * A dated snapshot ("gpt-5-mini-2025-08-07") costs what its family does.
 */
export function priceOf(model: string): { input: number; output: number } | null {
  const price = LIVE[model] ?? LIVE[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  return price ? { input: price.input * BATCH_SHARE, output: price.output * BATCH_SHARE } : null;
}

/** US dollars for some tokens in a batch; null when the model's price is not known. */
export function costOf(model: string, inputTokens: number, outputTokens: number): number | null {
  const price = priceOf(model);
  return price ? (inputTokens * price.input + outputTokens * price.output) / 1_000_000 : null;
}
