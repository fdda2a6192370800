import { and, asc, eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, datasets, parts } from "#db/schema";
import { cancelWanted, createCancels, isCancelDue, type WatchedPart } from "#lib/batches/cancel-wanted";
import { type Extra, endExtra, findExtras, openExtras } from "#lib/batches/extras";
import { isOfOneObject } from "#lib/batches/failures";
import { installId } from "#lib/batches/install";
import { ENGINE_POLL_MS } from "#lib/batches/limits";
import { FOUND, isLastLook, lookedInVain } from "#lib/batches/missing";
import { changePart, movePart } from "#lib/batches/parts";
import { createPauses, msUntil, type Pauses } from "#lib/batches/pauses";
import { recordVendor } from "#lib/batches/record";
import { isFinal } from "#lib/batches/status";
import type { OpenProvider } from "#lib/batches/step";
import { AppError } from "#lib/errors";
import { log } from "#lib/log";
import { isKeptHere } from "#lib/providers/kinds";
import { providerName } from "#lib/providers/names";
import { noteReachable, noteUnreachable } from "#lib/providers/reach";
import { type VendorBatch, type VendorClient, VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

type Watched = { parts: WatchedPart[]; extras: Extra[] };
/** How often was looked before, how long parts that could not be looked at are left alone, and batches of nobody here. */
type Round = { turn: number; pauses: Pauses<number>; strangers: Set<string> };

const PAGE = 100;
/** Parts that the list did not show are asked about by themselves, at most this many in one look, in turn. */
const MOST_SINGLE_LOOKS = 10;

/**
 * Makes the step that watches submitted parts: one list call per provider answers for all of them, every
 * `pollSeconds` (the built-in engine: 300 ms). Asks for the cancel people wanted, and for that of extra batches.
 * Hands ended parts to collect. `provider`: only its parts.
 */
export function createSyncStep(open: OpenProvider, provider?: string): Step {
  const pauses = createPauses();
  const nextPoll = new Map<string, number>();
  const round: Round = { turn: 0, pauses: createPauses<number>(), strangers: new Set() };
  const cancels = createCancels();
  return async (context) => {
    let soonest = Number.POSITIVE_INFINITY;
    for (const [id, watched] of watchedBy(context.db, provider)) {
      if (context.signal.aborted) return false;
      const isCancelNew = watched.parts.some((one) => isCancelDue(cancels, one, context.now()));
      const wait = () =>
        Math.max(msUntil(nextPoll.get(id) ?? 0, context.now()), msUntil(pauses.until(id), context.now()));
      const isDue = isCancelNew ? msUntil(pauses.until(id), context.now()) === 0 : wait() === 0;
      if (isDue) {
        try {
          const client = await open(context, id);
          await look(context, client, id, watched, round);
          round.turn += 1;
          noteReachable(context.db, id);
          pauses.clear(id);
          await cancelWanted(context, client, watched.parts, cancels);
        } catch (error) {
          noteFailure(context, id, watched.parts, error);
          pauses.failed(id, context.now(), error);
        }
        nextPoll.set(id, context.now() + pollMs(context, id));
      }
      soonest = Math.min(soonest, wait());
    }
    return soonest === Number.POSITIVE_INFINITY ? false : Math.max(1, soonest);
  };
}

function pollMs(context: WorkerContext, provider: string): number {
  return isKeptHere(provider) ? ENGINE_POLL_MS : context.env.pollSeconds * 1000;
}

/** A cancel keeps what was summarised, and that is to be found by meaning too; what is deleted for good is not. */
const GIVEN_UP_AT = sql<number | null>`case ${parts.kind} when 'summaries' then ${batches.cancelRequestedAt}
  else coalesce(${batches.purgedAt}, ${datasets.purgedAt}) end`;

function watchedBy(db: Db, provider: string | undefined): Map<string, Watched> {
  const own = db
    .select({ part: parts, cancelRequestedAt: GIVEN_UP_AT })
    .from(parts)
    .innerJoin(batches, eq(batches.id, parts.batchId))
    .innerJoin(datasets, eq(datasets.id, batches.datasetId))
    .where(and(eq(parts.state, "submitted"), provider === undefined ? undefined : eq(parts.provider, provider)))
    .orderBy(asc(parts.id))
    .all();
  const watched = new Map<string, Watched>();
  const of = (id: string) => {
    const known = watched.get(id) ?? { parts: [], extras: [] };
    watched.set(id, known);
    return known;
  };
  for (const one of own) of(one.part.provider).parts.push(one);
  for (const extra of openExtras(db, provider)) of(extra.provider).extras.push(extra);
  return watched;
}

function noteFailure(context: WorkerContext, provider: string, own: WatchedPart[], error: unknown): void {
  if (error instanceof AppError) {
    for (const { part } of own) changePart(context.db, part, { reason: error.message });
  } else if (error instanceof VendorFailure) {
    // A refusal while looking (a revoked key) also means that nothing can be seen now; only "too often" is no such sign.
    if (error.kind !== "throttled")
      noteUnreachable(context.db, provider, providerName(context.db, provider), context.now(), error);
  } else throw error;
}

/**
 * Looks at every part of one provider with one list call. Lists can lag behind, so an end is read from the batch
 * itself, once; so are, some each time, parts too old for the list. One that cannot be looked at holds up no other.
 * Throws VendorFailure when the provider cannot be asked.
 */
async function look(
  context: WorkerContext,
  client: VendorClient,
  provider: string,
  watched: Watched,
  { turn, pauses, strangers }: Round,
): Promise<void> {
  const { db, now } = context;
  const list = await client.listBatches({ limit: PAGE });
  const listed = new Map(list.batches.map((batch) => [batch.id, batch]));
  const ended: WatchedPart[] = [];
  const unlisted: WatchedPart[] = [];
  for (const one of watched.parts) {
    const batch = listed.get(one.part.vendorBatchId ?? "");
    if (batch && !isFinal(batch.status)) recordVendor(context, one.part, batch);
    else if (Math.max(msUntil(one.part.nextAttemptAt, now()), msUntil(pauses.until(one.part.id), now())) === 0)
      (batch ? ended : unlisted).push(one);
  }
  for (const one of [...ended, ...inTurn(unlisted, turn)]) {
    try {
      await lookSingly(context, client, one);
      pauses.clear(one.part.id);
    } catch (error) {
      if (error instanceof VendorFailure) pauses.failed(one.part.id, now(), error);
      if (!isOfOneObject(error)) throw error;
      changePart(db, one.part, { reason: `The provider cannot say how this batch is doing: ${error.message}` });
    }
  }
  findExtras(context, provider, installId(db, now()), list.batches, strangers);
  for (const extra of openExtras(db, provider)) {
    try {
      const batch = listed.get(extra.vendorBatchId) ?? (await find(client, extra.vendorBatchId));
      await endExtra(context, client, extra, batch);
    } catch (error) {
      if (!isOfOneObject(error)) throw error;
      log.warn({ batch: extra.vendorBatchId, error: error.message }, "a batch sent twice could not be ended yet");
    }
  }
}

function inTurn(unlisted: WatchedPart[], turn: number): WatchedPart[] {
  const from = (turn * MOST_SINGLE_LOOKS) % Math.max(1, unlisted.length);
  return [...unlisted.slice(from), ...unlisted.slice(0, from)].slice(0, MOST_SINGLE_LOOKS);
}

async function lookSingly(
  context: WorkerContext,
  client: VendorClient,
  { part, cancelRequestedAt }: WatchedPart,
): Promise<void> {
  if (part.vendorBatchId === null) return;
  const batch = await find(client, part.vendorBatchId);
  if (batch) recordVendor(context, part, batch);
  else if (cancelRequestedAt === null)
    changePart(context.db, part, { reason: "The provider does not know this batch. Was the key changed?" });
  else if (isLastLook(part)) movePart(context.db, part, "collecting", { ...FOUND, reason: null });
  else changePart(context.db, part, lookedInVain(part, context.now(), "this batch"));
}

async function find(client: VendorClient, id: string): Promise<VendorBatch | null> {
  try {
    return await client.getBatch(id);
  } catch (error) {
    if (error instanceof VendorFailure && error.status === 404) return null;
    throw error;
  }
}
