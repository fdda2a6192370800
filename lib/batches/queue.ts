/**
 * The limit on input tokens that may wait at a provider at once, per model. Over it a batch is accepted and then ends
 * `failed` with token_limit_exceeded; no endpoint tells it (OpenAI Batch guide, rate limits).
 */
import { and, asc, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { Db } from "#db/client";
import { parts } from "#db/schema";
import { partPath } from "#lib/batches/build";
import { cutAt, cutPart, halves } from "#lib/batches/cut";
import { QUEUE_FULL_WAITS_MS, SMALLEST_CUT_BYTES } from "#lib/batches/limits";
import { changePart, movePart, type Part } from "#lib/batches/parts";
import { type CountFileTokens, countFileTokens } from "#lib/batches/tokens";
import { formatNumber } from "#lib/format";
import { isProviderId } from "#lib/providers/kinds";
import { providerName } from "#lib/providers/names";
import type { VendorBatch } from "#lib/providers/vendor";
import { budgetOf, learnBudget } from "#lib/settings/budgets";
import { places } from "#lib/store";
import type { WorkerContext } from "#lib/worker/lane";

/** A part with a batch at the vendor, or perhaps one. */
const QUEUED = ["uploading", "creating", "uncertain", "submitted"] as const;
/** No account's limit is lower; a smaller number in a message is something else. */
const LEAST_LIMIT = 1000;

/** The limit a vendor's message states, e.g. "… Limit: 2,000,000 enqueued tokens. …"; null when it states none. */
export function limitIn(message: string): number | null {
  const digits = /(\d[\d,. _']*)\s*(?:enqueued\s+)?tokens/i.exec(message)?.[1]?.replace(/\D/g, "");
  const limit = Number(digits ?? 0);
  return limit >= LEAST_LIMIT && Number.isSafeInteger(limit) ? limit : null;
}

/**
 * Sends a part whose batch found the account's queue full back to waiting: until another part of ours on that model
 * has ended, or for 5, 10, 20, 40, 80 minutes. Alone in the queue it is too large, and marked to be cut. Answers
 * false when there is nothing left to wait for.
 */
export function waitForQueue(context: WorkerContext, part: Part, batch: VendorBatch): boolean {
  const { db, now } = context;
  const stated = batch.errors.map((error) => limitIn(error.message)).find((limit) => limit !== null);
  if (stated && isProviderId(part.provider)) learnBudget(db, part.provider, part.model, stated, now());
  const [ahead] = queuedBeside(db, part);
  const mustCut = !ahead && part.requestCount > 1 && isWorthCutting(db, part);
  if (!ahead && !mustCut && part.queueWaits >= QUEUE_FULL_WAITS_MS.length) return false;
  const moved = movePart(db, part, "waiting", {
    mustCut,
    queueWaits: part.queueWaits + 1,
    nextAttemptAt: mustCut ? null : now() + queueWaitMs(part.queueWaits),
    waitsForPartId: ahead?.id ?? null,
    reason: `${providerName(db, part.provider)}'s queue for ${part.model} is full.`,
    vendorErrors: batch.errors.slice(0, 50),
    vendorBatchId: null,
    vendorStatus: null,
    submittedAt: null,
  });
  return moved !== null;
}

function queueWaitMs(waits: number): number {
  return QUEUE_FULL_WAITS_MS[Math.min(waits, QUEUE_FULL_WAITS_MS.length - 1)] ?? 0;
}

/** With a known limit the tokens decide; without one, what no account is too small for is not cut. */
function isWorthCutting(db: Db, part: Part): boolean {
  const limit = budgetOf(db, part.provider, part.model);
  if (limit === null) return (part.bytes ?? 0) > SMALLEST_CUT_BYTES;
  return part.tokens === null || part.tokens > limit;
}

/** A part has ended: the first that waits for room on its model is sent again at once. */
export function releaseNext(db: Db, ended: Part): void {
  const next = db
    .select()
    .from(parts)
    .where(and(isBeside(ended), eq(parts.state, "waiting"), isNotNull(parts.nextAttemptAt)))
    .orderBy(asc(parts.id))
    .all()
    .find((part) => part.queueWaits > 0);
  if (next) changePart(db, next, { nextAttemptAt: null });
}

/** Parts that take up the queue a part would go into, the oldest first. */
function queuedBeside(db: Db, part: Part): Part[] {
  return db
    .select()
    .from(parts)
    .where(and(isBeside(part), inArray(parts.state, QUEUED)))
    .orderBy(asc(parts.id))
    .all();
}

const isBeside = (part: Part) =>
  and(eq(parts.provider, part.provider), eq(parts.model, part.model), ne(parts.id, part.id));

/** What the send lane does with a waiting part: send it, come back to it at once, or leave it waiting. */
export type Turn = "send" | "again" | "wait";

/**
 * Whether it is a part's turn. Where a limit is known, a part waits until those before it leave room, and one that is
 * too large is cut to fit. `before`: a part of its model that waits already; the order is kept.
 */
export async function takeTurn(
  context: WorkerContext,
  part: Part,
  before: Part | undefined,
  count: CountFileTokens = countFileTokens,
): Promise<Turn> {
  const { db } = context;
  const limit = budgetOf(db, part.provider, part.model);
  if (limit === null) return part.mustCut ? halve(context, part) : "send";
  const tokens = await tokensOf(context, part, count);
  if (tokens.total > limit && part.requestCount > 1) {
    const each = tokens.each ?? (await count(pathOf(context, part), context.signal));
    await cutPart(context, part, cutAt(each, limit));
    return "again";
  }
  if (part.mustCut) {
    // It fits alone: somebody else on this account fills the queue.
    changePart(db, part, { mustCut: false, nextAttemptAt: context.now() + queueWaitMs(part.queueWaits - 1) });
    return "again";
  }
  const queued = queuedBeside(db, part);
  let used = 0;
  for (const other of queued) used += (await tokensOf(context, other, count)).total;
  const ahead = before ?? (used + tokens.total > limit ? queued[0] : undefined);
  if (!ahead) return "send";
  changePart(db, part, { waitsForPartId: ahead.id, reason: fullReason(db, part, limit) });
  return "wait";
}

function fullReason(db: Db, part: Part, limit: number): string {
  const { provider, model } = part;
  return `${providerName(db, provider)} lets ${formatNumber(limit)} tokens wait at once for ${model}, and what was sent before fills that.`;
}

async function halve(context: WorkerContext, part: Part): Promise<Turn> {
  await cutPart(context, part, halves(part.requestCount));
  return "again";
}

type Counted = { total: number; each: number[] | null };

/** The input tokens of a part: counted once, from the file that is sent. */
async function tokensOf(context: WorkerContext, part: Part, count: CountFileTokens): Promise<Counted> {
  if (part.tokens !== null) return { total: part.tokens, each: null };
  const each = await count(pathOf(context, part), context.signal);
  const total = each.reduce((sum, tokens) => sum + tokens, 0);
  changePart(context.db, part, { tokens: total });
  return { total, each };
}

const pathOf = (context: WorkerContext, part: Part) => partPath(places(context.env.dataDir).parts, part.id);
