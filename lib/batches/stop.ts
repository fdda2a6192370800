import type { Part } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import type { BatchRow, StopView } from "#lib/batches/view";
import type { PriceBook } from "#lib/providers/price-book";
import { costAt } from "#lib/providers/prices";

/** Bytes of JSONL to a token of input, and tokens of an answer: good enough for "about". */
const BYTES_PER_TOKEN = 4;
const ANSWER_TOKENS = 75;

/** A part in these states may be at the provider already, or be on its way there. */
const UNDERWAY: Part["state"][] = ["uploading", "creating", "uncertain", "submitted"];

type StopPart = Pick<
  Part,
  | "state"
  | "provider"
  | "model"
  | "submittedAt"
  | "requestCount"
  | "bytes"
  | "vendorCompleted"
  | "vendorFailed"
  | "vendorStatus"
>;

/** What stopping a batch now would keep and may still cost, counted from its parts. Pure. */
export function stopOf(
  row: Pick<BatchRow, "ledger" | "progress">,
  parts: StopPart[],
  book: Pick<PriceBook, "priceOf">,
): StopView {
  const done = row.progress?.done ?? 0;
  const running = parts.filter(isOpen);
  const isHere = running.length > 0 && running.every((one) => one.provider === "engine");
  let underway = 0;
  let cost: number | null = 0;
  for (const part of running.filter((one) => UNDERWAY.includes(one.state))) {
    const left = Math.max(0, part.requestCount - (part.vendorCompleted ?? 0) - (part.vendorFailed ?? 0));
    const input = ((part.bytes ?? 0) / BYTES_PER_TOKEN) * (left / Math.max(1, part.requestCount));
    const price = book.priceOf(part.provider, part.model, part.submittedAt ?? Number.POSITIVE_INFINITY);
    const partCost = costAt(price, { inputTokens: input, outputTokens: left * ANSWER_TOKENS });
    underway += left;
    cost = cost === null || partCost === null ? null : cost + partCost;
  }
  const open = Math.max(0, row.ledger.emails - done);
  underway = Math.min(underway, open);
  return { done, underway, unsent: open - underway, cost, isHere };
}
