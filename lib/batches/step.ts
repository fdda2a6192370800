import { setImmediate as turn } from "node:timers/promises";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import { expandBatch, nextToExpand } from "#lib/batches/expand";
import { installId } from "#lib/batches/install";
import { PART_LIMITS, type PartLimits } from "#lib/batches/limits";
import { markOf } from "#lib/batches/mark";
import { changePart, movePart, type Part } from "#lib/batches/parts";
import { createPauses, msUntil, type Pauses } from "#lib/batches/pauses";
import { takeTurn } from "#lib/batches/queue";
import { reconcilePart } from "#lib/batches/reconcile";
import { buildPart, hasFile, sendPart } from "#lib/batches/send";
import { areVectorsWanted, holdVectors } from "#lib/batches/vector-rules";
import { AppError } from "#lib/errors";
import { providerName } from "#lib/providers/names";
import { noteReachable, noteUnreachable } from "#lib/providers/reach";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** How a lane reaches a provider. */
export type OpenProvider = (context: WorkerContext, id: string) => Promise<VendorClient>;

type Tools = { open: OpenProvider; pauses: Pauses; provider: string | undefined };

/** Parts this lane moves; the others belong to the lanes that watch and collect. */
const OWN_STATES = ["waiting", "building", "uploading", "creating", "uncertain"] as const;

/** Makes the step that writes the requests of submitted batches. Only one lane may run it. */
export function createExpandStep(limits: PartLimits = PART_LIMITS): Step {
  return async (context) => {
    const batch = nextToExpand(context.db);
    if (!batch) return false;
    await expandBatch(context.db, batch, context.now, context.signal, limits);
    context.wake();
    return true;
  };
}

/**
 * Makes the step that takes expanded parts to the provider: builds files, uploads, creates, and clears up what a
 * crash or a lost reply left open. `provider`: only its parts, so that a slow one holds up no other.
 */
export function createSendStep(open: OpenProvider, provider?: string): Step {
  const tools: Tools = { open, pauses: createPauses(), provider };
  return async (context) => {
    recover(context, provider);
    return advanceParts(context, tools);
  };
}

/**
 * What a process that died, or a step that failed unexpectedly, left behind: a call may have been on its way, a file
 * may be half built. A step works on one part at a time, so between steps nothing is in these states by right.
 */
function recover({ db, now }: WorkerContext, provider: string | undefined): void {
  for (const part of openParts(db, provider)) {
    if (part.state === "uploading" || part.state === "creating")
      movePart(db, part, "uncertain", { nextAttemptAt: null, doubtAt: now(), lookAgains: 0 });
    if (part.state === "building") movePart(db, part, "waiting");
  }
}

/** Gives every part that is due one push; answers true when one moved, else when the next is due. */
async function advanceParts(context: WorkerContext, tools: Tools): Promise<boolean | number> {
  const queues = new Map<string, Part>();
  let hasMoved = false;
  let soonest = Number.POSITIVE_INFINITY;
  for (const part of openParts(context.db, tools.provider)) {
    if (context.signal.aborted) return false;
    const batch = context.db.select().from(batches).where(eq(batches.id, part.batchId)).get();
    if (!batch || batch.expandedAt === null) continue;
    if (part.isFilling) continue;
    const isWanted = part.kind === "embeddings" ? areVectorsWanted(context.db, part) : batch.cancelRequestedAt === null;
    if (!isWanted && part.state === "waiting") {
      movePart(context.db, part, "collecting", { nextAttemptAt: null });
      hasMoved = true;
      continue;
    }
    const now = context.now();
    const wait = Math.max(msUntil(part.nextAttemptAt, now), msUntil(tools.pauses.until(part.provider), now));
    if (wait > 0) {
      soonest = Math.min(soonest, wait);
      continue;
    }
    hasMoved = (await advance(context, tools, part, batch.name, queues)) || hasMoved;
    await turn();
  }
  if (hasMoved) {
    context.wake();
    return true;
  }
  return soonest === Number.POSITIVE_INFINITY ? false : soonest;
}

/** `queues`: by model, the last part that waits for room at its provider. */
async function advance(
  context: WorkerContext,
  tools: Tools,
  part: Part,
  batchName: string,
  queues: Map<string, Part>,
): Promise<boolean> {
  const { db, now } = context;
  if (part.state === "waiting") {
    if (!(await hasFile(context, part))) {
      await buildPart(context, part);
      return true;
    }
    if (part.kind === "embeddings" && holdVectors(context, part)) return false;
    const queue = `${part.provider} ${part.model}`;
    const turn = await takeTurn(context, part, queues.get(queue));
    if (turn === "wait") queues.set(queue, part);
    if (turn !== "send") return turn === "again";
  }
  try {
    const client = await tools.open(context, part.provider);
    const mark = markOf(installId(db, now()), part, batchName);
    if (part.state === "uncertain") {
      await reconcilePart(context, client, part, mark);
      noteReachable(db, part.provider);
    } else await sendPart(context, client, part, mark);
    tools.pauses.clear(part.provider);
    return true;
  } catch (error) {
    if (error instanceof AppError) changePart(db, part, { reason: error.message });
    else if (!(error instanceof VendorFailure)) throw error;
    else if (error.kind === "unknown" || error.status === 401)
      noteUnreachable(db, part.provider, providerName(db, part.provider), now(), error);
    tools.pauses.failed(part.provider, now(), error);
    return false;
  }
}

function openParts(db: Db, provider: string | undefined): Part[] {
  return db
    .select()
    .from(parts)
    .where(and(inArray(parts.state, OWN_STATES), provider === undefined ? undefined : eq(parts.provider, provider)))
    .orderBy(asc(parts.id))
    .all();
}
