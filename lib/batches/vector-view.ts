import type { Db } from "#db/client";
import { type Part, vectorPartsOf } from "#lib/batches/parts";
import { isOpen } from "#lib/batches/status";
import type { VectorsView } from "#lib/batches/view";
import { providerName } from "#lib/providers/names";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt } from "#lib/providers/prices";

type Count = { outcome: "made" | "failed" | "stale" | null; n: number };

/** How far the vectors of a batch's summaries are, by the model asked last; null where no provider was asked. */
export function viewVectors(db: Db, batchId: number): VectorsView | null {
  const [newest, ...older] = vectorPartsOf(db, batchId);
  if (!newest) return null;
  const { provider, model } = newest;
  const own = [newest, ...older.filter((part) => part.provider === provider && part.model === model)];
  const open = own.filter(isOpen);
  const counts = db.$client
    .prepare(
      `select outcome, count(*) as n from vector_requests
        where part_id in (select value from json_each(?)) group by outcome`,
    )
    .all(JSON.stringify(own.map((part) => part.id))) as Count[];
  const count = (outcome: Count["outcome"]) => counts.find((one) => one.outcome === outcome)?.n ?? 0;
  const [made, failed] = [count("made"), count("failed")];
  return {
    state: open.length === 0 ? "done" : open.every(isWaiting) ? "waiting" : "working",
    total: made + failed + count(null),
    made,
    failed,
    ahead: open.reduce((sum, part) => sum + Math.max(0, (part.vendorCompleted ?? 0) - part.collectedLines), 0),
    provider,
    providerName: providerName(db, provider),
    model,
    reason: open.find((part) => part.reason !== null)?.reason ?? (failed > 0 ? whyFailed(db, own) : null),
    cost: costOf(db, own),
  };
}

const isWaiting = ({ state, vendorStatus }: Part) => state !== "submitted" || vendorStatus === "validating";

function whyFailed(db: Db, own: Part[]): string | null {
  const found = db.$client
    .prepare(
      `select reason from vector_requests
        where part_id in (select value from json_each(?)) and outcome = 'failed' limit 1`,
    )
    .pluck()
    .get(JSON.stringify(own.map((part) => part.id)));
  return typeof found === "string" && found !== "" ? found : null;
}

function costOf(db: Db, own: Part[]): number | null {
  const book = readPriceBook(db);
  let cost: number | null = 0;
  for (const { provider, model, submittedAt, inputTokens } of own) {
    const price = book.priceOf(provider, model, submittedAt ?? 0);
    const part = costAt(price, { inputTokens: inputTokens ?? 0, outputTokens: 0 });
    cost = cost === null || part === null ? null : cost + part;
  }
  return cost;
}
