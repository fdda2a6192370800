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
  isHere: false,
};
const words = (change: Partial<typeof usage> | object = {}) => costWords({ usage: { ...usage, ...change } }, format);

it.each([
  [{}, "$0.036 to $0.041 expected, $0.038 used"],
  [{ expected: { low: 0.04, high: 0.04 } }, "About $0.04 expected, $0.038 used: $0.002 less than expected"],
  [{ cost: 0.05 }, "$0.036 to $0.041 expected, $0.05 used: $0.009 more than expected"],
  [{ isFinal: false }, "$0.036 to $0.041 expected, $0.038 used so far"],
  [{ isFinal: false, inputTokens: 0, outputTokens: 0 }, "$0.036 to $0.041 expected, nothing counted yet"],
  [{ expected: null }, "$0.038 used, by the provider's own count"],
  [{ cost: null }, "Not known: Mailgist has no price for this model. Give it in Settings."],
  [{ cost: 0, isHere: true }, "Free: it runs on this computer"],
  [{ cost: 0, expected: { low: 0, high: 0 } }, "Free: it runs on your own computer"],
])("says what was expected and what was used: %j", (change, said) => {
  expect(words(change)).toBe(said);
});
