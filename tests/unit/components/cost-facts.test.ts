import { expect, it } from "vitest";
import { costWords } from "#components/batches/cost-facts";
import { makeFormat } from "#lib/client/format";

const format = makeFormat("en-US");
const usage = {
  inputTokens: 1000,
  cachedTokens: 0,
  outputTokens: 100,
  reasoningTokens: 0,
  cost: 0.038,
  liveCost: 0.076,
  expected: { low: 0.036, high: 0.041 },
  isFinal: true,
};
const words = (provider: string, change: Partial<typeof usage> | object = {}) =>
  costWords({ provider, usage: { ...usage, ...change } }, format);

it.each([
  ["openai", {}, "$0.036 to $0.041 expected, $0.038 used"],
  ["openai", { expected: { low: 0.04, high: 0.04 } }, "About $0.04 expected, $0.038 used: $0.002 less than expected"],
  ["openai", { cost: 0.05 }, "$0.036 to $0.041 expected, $0.05 used: $0.009 more than expected"],
  ["openai", { isFinal: false }, "$0.036 to $0.041 expected, $0.038 used so far"],
  ["openai", { isFinal: false, inputTokens: 0, outputTokens: 0 }, "$0.036 to $0.041 expected, nothing counted yet"],
  ["openai", { expected: null }, "$0.038 used, by the provider's own count"],
  ["openai", { cost: null }, "Not known: Mailgist has no price for this model. Give it in Settings."],
  ["engine", { cost: 0 }, "Free: it runs on this computer"],
  ["chat-1", { cost: 0, expected: { low: 0, high: 0 } }, "Free: it runs on your own computer"],
])("says of %s what was expected and what was used: %j", (provider, change, said) => {
  expect(words(provider, change)).toBe(said);
});
