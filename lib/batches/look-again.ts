import { and, asc, eq, isNotNull, notInArray } from "drizzle-orm";
import type { Db } from "#db/client";
import { parts } from "#db/schema";
import { findExtras } from "#lib/batches/extras";
import { queueDeletion } from "#lib/batches/finish";
import { installId } from "#lib/batches/install";
import { CLOCK_SLACK_MS, LOOK_AGAIN_MS } from "#lib/batches/limits";
import { markOf } from "#lib/batches/mark";
import type { Part } from "#lib/batches/parts";
import { createPauses, msUntil } from "#lib/batches/pauses";
import { batchesSince, filesOf } from "#lib/batches/reconcile";
import type { OpenProvider } from "#lib/batches/step";
import { AppError } from "#lib/errors";
import { type VendorClient, VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

/**
 * Makes the step that looks once more, 10 minutes, an hour and 25 hours after a lost reply, for what that call did all the
 * same: a batch nobody watches, a file nobody uses. Through all pages, and also when the part has ended. Parts that are
 * still being sent wait for their turn. `provider`: only its parts.
 */
export function createLookAgainStep(open: OpenProvider, provider?: string): Step {
  const pauses = createPauses();
  const strangers = new Set<string>();
  return async (context) => {
    const now = context.now();
    const doubted = doubtedParts(context.db, provider);
    const waits = doubted.map((part) => Math.max(dueIn(part, now), msUntil(pauses.until(part.provider), now)));
    const part = doubted[waits.indexOf(0)];
    if (!part) return doubted.length === 0 ? false : Math.min(...waits);
    try {
      await lookAgain(context, await open(context, part.provider), part, strangers);
      pauses.clear(part.provider);
    } catch (error) {
      if (!(error instanceof AppError) && !(error instanceof VendorFailure)) throw error;
      pauses.failed(part.provider, context.now(), error);
    }
    return true;
  };
}

function doubtedParts(db: Db, provider: string | undefined): Part[] {
  const isSettled = notInArray(parts.state, ["waiting", "building", "uploading", "creating", "uncertain"]);
  const isTheirs = provider === undefined ? undefined : eq(parts.provider, provider);
  return db
    .select()
    .from(parts)
    .where(and(isNotNull(parts.doubtAt), isSettled, isTheirs))
    .orderBy(asc(parts.id))
    .all();
}

/** How long until the next look, ms. A doubt from a time yet to come was written by a wrong clock: its look is due. */
function dueIn({ doubtAt, lookAgains }: Part, now: number): number {
  if (doubtAt === null || doubtAt > now + CLOCK_SLACK_MS) return 0;
  return Math.max(0, doubtAt + (LOOK_AGAIN_MS[lookAgains] ?? 0) - now);
}

async function lookAgain(
  context: WorkerContext,
  client: VendorClient,
  part: Part,
  strangers: Set<string>,
): Promise<void> {
  const { db, now } = context;
  const install = installId(db, now());
  const since = Math.min(part.intentAt ?? now(), part.vendorTimes?.created ?? now(), now()) - CLOCK_SLACK_MS;
  const batches = await batchesSince(client, since);
  const files = await filesOf(client, markOf(install, part, ""));
  const lookAgains = part.lookAgains + 1;
  const doubtAt = lookAgains < LOOK_AGAIN_MS.length ? part.doubtAt : null;
  db.transaction(
    () => {
      findExtras(context, part.provider, install, batches, strangers);
      for (const file of files) if (file.id !== part.vendorFileId) queueDeletion(db, part, file.id, now());
      const isSame = and(eq(parts.id, part.id), eq(parts.doubtAt, part.doubtAt ?? 0));
      db.update(parts).set({ doubtAt, lookAgains }).where(isSame).run();
    },
    { behavior: "immediate" },
  );
}
