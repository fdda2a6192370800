import { Fact } from "#components/batches/facts";
import type { BatchView } from "#lib/batches/view";
import type { Format } from "#lib/client/format";

/** What a batch used and cost, beside what was expected and what live calls would have cost. */
export function CostFacts({ batch, format }: { batch: BatchView; format: Format }) {
  const { inputTokens, outputTokens } = batch.usage;
  return (
    <>
      <Fact name="Tokens">
        {inputTokens + outputTokens === 0 ? "None counted yet" : tokenWords(batch.usage, format)}
      </Fact>
      <Fact name="Cost">{costWords(batch, format)}</Fact>
      {savedWords(batch, format) ? <Fact name="Live calls">{savedWords(batch, format)}</Fact> : null}
    </>
  );
}

type Usage = BatchView["usage"];

function tokenWords({ inputTokens, cachedTokens, outputTokens, reasoningTokens }: Usage, format: Format): string {
  const cached = cachedTokens > 0 ? ` (${format.number(cachedTokens)} of them read before)` : "";
  const thought = reasoningTokens > 0 ? ` (${format.number(reasoningTokens)} of them spent on thinking)` : "";
  return `${format.number(inputTokens)} in${cached}, ${format.number(outputTokens)} out${thought}`;
}

/** "About $0.038 to $0.044 expected, $0.039 used." */
export function costWords({ usage }: Pick<BatchView, "usage">, format: Format): string {
  const { cost, expected, isFinal, inputTokens, outputTokens } = usage;
  if (usage.isHere) return "Free: it runs on this computer";
  if (cost === null) return "Not known: Mailgist has no price for this model. Give it in Settings.";
  if (expected?.high === 0 && cost === 0) return "Free: it runs on your own computer";
  const isCounted = inputTokens + outputTokens > 0;
  const used = isCounted || isFinal ? `${format.exactMoney(cost)} used` : "nothing counted yet";
  if (!expected)
    return isCounted ? `${used}${isFinal ? "" : " so far"}, by the provider's own count` : "Nothing counted yet";
  return `${rangeWords(expected, format)} expected, ${used}${isFinal || !isCounted ? "" : " so far"}${isFinal ? distanceWords(cost, expected, format) : ""}`;
}

function rangeWords({ low, high }: { low: number; high: number }, format: Format): string {
  const [from, to] = [format.exactMoney(low), format.exactMoney(high)];
  return from === to ? `About ${to}` : `${from} to ${to}`;
}

function distanceWords(cost: number, { low, high }: { low: number; high: number }, format: Format): string {
  if (cost > high) return `: ${format.exactMoney(cost - high)} more than expected`;
  if (cost < low) return `: ${format.exactMoney(low - cost)} less than expected`;
  return "";
}

function savedWords({ usage }: BatchView, format: Format): string | null {
  const { cost, liveCost } = usage;
  if (cost === null || liveCost === null || liveCost <= cost) return null;
  return `Would have cost ${format.exactMoney(liveCost)}`;
}
