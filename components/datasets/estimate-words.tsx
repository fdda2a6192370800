import type { Estimate } from "#lib/batches/draft-view";
import type { SpendView } from "#lib/batches/view";
import type { Format } from "#lib/client/format";
import { kindOf } from "#lib/providers/kinds";

/** "1,200", or "1,100 to 1,300" where only a range is known. */
export function rangeWords({ low, high }: { low: number; high: number }, format: Format): string {
  return low === high ? format.number(low) : `${format.number(low)} to ${format.number(high)}`;
}

/** "$0.03 to $0.05", "free", or that the price is not known. */
export function costWords(estimate: Pick<Estimate, "cost">, format: Format): string {
  if (estimate.cost === null) return "Not known";
  const low = format.money(estimate.cost.low);
  const high = format.money(estimate.cost.high);
  return low === high || estimate.cost.low < 0.01 ? high : `${low} to ${high}`;
}

/** The sentence on the dialog: where it goes and what it costs, at most. */
export function submitWords(
  emails: string,
  view: { provider: string; providerName: string; isLocal?: boolean },
  estimate: Estimate | undefined,
  format: Format,
): string {
  if (view.provider === "engine") return `Summarise ${emails} on this computer. Nothing is sent anywhere.`;
  if (view.isLocal) return `Summarise ${emails} with ${view.providerName}. No email leaves this computer.`;
  if (!estimate) return `Send ${emails} to ${view.providerName}`;
  if (estimate.cost === null) return `Send ${emails} to ${view.providerName}. What it costs is not known.`;
  const { high } = estimate.cost;
  // "about less than $0.01" would be one word too many.
  return `Send ${emails} to ${view.providerName}, ${high < 0.01 ? "" : "about "}${format.money(high)}`;
}

/** How long it takes, by who does it. */
export function readyWords(provider: string): string {
  const kind = kindOf(provider);
  if (kind === "engine") return "In moments";
  return kind === "chat" ? "Email by email" : "Within 24 hours";
}

/** "November 2026: $1.20 so far, of $20.00", before this batch. */
export function monthWords(spend: SpendView, ceiling: number | null, format: Format): string {
  const sum = `${format.exactMoney(spend.total)} so far in ${format.month(spend.monthStart)}`;
  return ceiling === null ? sum : `${sum}, of at most ${format.exactMoney(ceiling)}`;
}
