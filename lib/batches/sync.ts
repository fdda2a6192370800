import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import { CLOCK_SLACK_MS, ENGINE_POLL_MS } from "#lib/batches/limits";
import { changePart, movePart, type Part } from "#lib/batches/parts";
import { createPauses } from "#lib/batches/pauses";
import { recordVendor } from "#lib/batches/record";
import { isFinal } from "#lib/batches/status";
import type { OpenProvider } from "#lib/batches/step";
import { AppError } from "#lib/errors";
import { isKeptHere } from "#lib/providers/kinds";
import { providerName } from "#lib/providers/names";
import { noteReachable, noteUnreachable } from "#lib/providers/reach";
import { type VendorBatch, type VendorClient, VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

type Watched = { part: Part; cancelRequestedAt: number | null };

const PAGE = 100;
/** Up to this many parts are asked about one by one: no more calls than a list, and never behind. */
const FEW_PARTS = 2;
/** Beyond this many pages of other people's batches, asking for each of ours is cheaper. */
const MOST_PAGES = 10;

/**
 * Makes the step that watches submitted parts: one list call per provider answers for all of them, every
 * `pollSeconds` (the built-in engine: 300 ms). Asks for the cancel people wanted. Hands ended parts to collect.
 * `provider`: only its parts.
 */
export function createSyncStep(open: OpenProvider, provider?: string): Step {
  const pauses = createPauses();
  const nextPoll = new Map<string, number>();
  const cancelAsked = new Set<number>();
  let turn = 0;
  return async (context) => {
    const watched = watchedParts(context.db, provider);
    let soonest = Number.POSITIVE_INFINITY;
    for (const [id, own] of Map.groupBy(watched, (one) => one.part.provider)) {
      if (context.signal.aborted) return false;
      const isCancelNew = own.some((one) => one.cancelRequestedAt !== null && !cancelAsked.has(one.part.id));
      const dueAt = Math.max(isCancelNew ? 0 : (nextPoll.get(id) ?? 0), pauses.until(id));
      if (dueAt <= context.now()) {
        try {
          const client = await open(context, id);
          await cancelWanted(context, client, own, cancelAsked);
          await syncParts(context, client, own, turn);
          turn += 1;
          noteReachable(context.db, id);
          pauses.clear(id);
        } catch (error) {
          noteFailure(context, id, own, error);
          pauses.failed(id, context.now(), error);
        }
        nextPoll.set(id, context.now() + pollMs(context, id));
      }
      soonest = Math.min(soonest, Math.max(nextPoll.get(id) ?? 0, pauses.until(id)));
    }
    return soonest === Number.POSITIVE_INFINITY ? false : Math.max(1, soonest - context.now());
  };
}

function pollMs(context: WorkerContext, provider: string): number {
  return isKeptHere(provider) ? ENGINE_POLL_MS : context.env.pollSeconds * 1000;
}

function watchedParts(db: Db, provider: string | undefined): Watched[] {
  return db
    .select({ part: parts, cancelRequestedAt: batches.cancelRequestedAt })
    .from(parts)
    .innerJoin(batches, eq(batches.id, parts.batchId))
    .where(and(eq(parts.state, "submitted"), provider === undefined ? undefined : eq(parts.provider, provider)))
    .orderBy(asc(parts.id))
    .all();
}

function noteFailure(context: WorkerContext, provider: string, own: Watched[], error: unknown): void {
  if (error instanceof AppError) {
    for (const { part } of own) changePart(context.db, part, { reason: error.message });
  } else if (error instanceof VendorFailure) {
    // A refusal while looking (a revoked key) also means that nothing can be seen now; only "too often" is no such sign.
    if (error.kind !== "throttled")
      noteUnreachable(context.db, provider, providerName(context.db, provider), context.now());
  } else throw error;
}

/**
 * Looks at every part of one provider. Few are asked about one by one; for many, one list answers, and since lists
 * can lag behind, one part that the list shows unchanged is asked about by itself, another one each time.
 * Throws VendorFailure when the provider cannot be asked.
 */
async function syncParts(context: WorkerContext, client: VendorClient, own: Watched[], turn: number): Promise<void> {
  const isFew = own.length <= FEW_PARTS;
  const unseen = isFew ? own.map((one) => one.part) : await syncFromList(context, client, own, turn);
  for (const part of unseen) {
    if (part.vendorBatchId === null) continue;
    const batch = await lookUp(client, part.vendorBatchId);
    if (batch) recordVendor(context, part, batch);
    else changePart(context.db, part, { reason: "The provider does not know this batch. Was the key changed?" });
  }
}

/** Answers the parts that the list did not show, and the one whose turn it is of those it shows unchanged. */
async function syncFromList(
  context: WorkerContext,
  client: VendorClient,
  own: Watched[],
  turn: number,
): Promise<Part[]> {
  const missing = new Map(own.map((one) => [one.part.vendorBatchId ?? "", one.part]));
  const unchanged: Part[] = [];
  const oldest = Math.min(...own.map((one) => one.part.submittedAt ?? 0)) - CLOCK_SLACK_MS;
  let after: string | undefined;
  for (let page = 0; page < MOST_PAGES && missing.size > 0; page += 1) {
    const list = await client.listBatches({ limit: PAGE, ...(after ? { after } : {}) });
    for (const batch of list.batches) {
      const part = missing.get(batch.id);
      if (!part) continue;
      missing.delete(batch.id);
      if (!recordVendor(context, part, batch)) unchanged.push(part);
    }
    const last = list.batches.at(-1);
    if (!list.hasMore || !last || (last.times.created ?? Number.POSITIVE_INFINITY) < oldest) break;
    after = last.id;
  }
  const next = unchanged[turn % Math.max(1, unchanged.length)];
  return next ? [...missing.values(), next] : [...missing.values()];
}

async function lookUp(client: VendorClient, id: string): Promise<VendorBatch | null> {
  try {
    return await client.getBatch(id);
  } catch (error) {
    if (error instanceof VendorFailure && error.status === 404) return null;
    throw error;
  }
}

async function cancelWanted(
  context: WorkerContext,
  client: VendorClient,
  own: Watched[],
  asked: Set<number>,
): Promise<void> {
  for (const { part, cancelRequestedAt } of own) {
    if (cancelRequestedAt === null || asked.has(part.id) || part.vendorBatchId === null) continue;
    try {
      if (!isFinal(part.vendorStatus)) recordVendor(context, part, await client.cancelBatch(part.vendorBatchId));
    } catch (error) {
      if (!(error instanceof VendorFailure) || error.kind !== "rejected") throw error;
      // Already over, which the next look shows, or unknown to the vendor: then nothing of it can come any more.
      if (error.status === 404) movePart(context.db, part, "collecting", { reason: null });
    }
    asked.add(part.id);
  }
}
