import type { BatchRow, StopView } from "#lib/batches/view";
import type { Format } from "#lib/client/format";

/** What stopping now keeps and may still cost, one sentence each. */
export function stopWords(batch: Pick<BatchRow, "now" | "ledger">, stop: StopView, format: Format): string[] {
  const { done, underway, unsent, cost } = stop;
  const all = format.number(batch.ledger.emails);
  const sentences = [
    done === 0
      ? `None of the ${all} is answered yet.`
      : `${format.number(done)} of ${all} ${done === 1 ? "is done and stays" : "are done and stay"}.`,
  ];
  if (stop.isHere) return [...sentences, "The others are not run. It costs nothing either way."];
  if (underway > 0) {
    const price = cost === null ? "what that costs is not known here" : costPhrase(cost, format);
    sentences.push(
      `Up to ${format.number(underway)} ${done > 0 ? "more " : ""}may still be answered and paid while ${batch.now.name} stops, ${price}.`,
    );
  }
  if (unsent > 0)
    sentences.push(
      unsent === 1
        ? "1 was not sent yet and costs nothing."
        : `${format.number(unsent)} were not sent yet and cost nothing.`,
    );
  return [...sentences, "What is not answered counts as “not run” and can be tried again."];
}

/** "about less than $0.01" would be one word too many. */
function costPhrase(cost: number, format: Format): string {
  const money = format.money(cost);
  return cost < 0.01 ? money : `about ${money}`;
}
