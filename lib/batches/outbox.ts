import { and, asc, eq, isNull } from "drizzle-orm";
import { deletions } from "#db/schema";
import { askedWait, msUntil } from "#lib/batches/pauses";
import { backoffMs } from "#lib/batches/send";
import type { OpenProvider } from "#lib/batches/step";
import { AppError } from "#lib/errors";
import { forgetKey } from "#lib/providers/endpoints";
import { VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

const FIRST_BACKOFF_MS = 5000;
/** With no key, or a key that is refused, asking often changes nothing. */
const NOT_READY_MS = 10 * 60_000;

type Deletion = typeof deletions.$inferSelect;

/** Makes the step that deletes files at vendors, again and again until each says 200 or 404; the receipt stays. `provider`: only its files. */
export function createOutboxStep(open: OpenProvider, provider?: string): Step {
  return async (context) => {
    const { db, now } = context;
    const next = db
      .select()
      .from(deletions)
      .where(and(isNull(deletions.deletedAt), provider === undefined ? undefined : eq(deletions.provider, provider)))
      .orderBy(asc(deletions.nextAttemptAt))
      .limit(1)
      .get();
    if (!next) {
      if (provider !== undefined) forgetKey(db, provider);
      return false;
    }
    const wait = msUntil(next.nextAttemptAt, now());
    if (wait > 0) return wait;
    const change = await attempt(context, open, next);
    db.update(deletions)
      .set({ ...change, attempts: next.attempts + 1 })
      .where(and(eq(deletions.id, next.id), isNull(deletions.deletedAt)))
      .run();
    return true;
  };
}

async function attempt(context: WorkerContext, open: OpenProvider, one: Deletion): Promise<Partial<Deletion>> {
  const { now } = context;
  try {
    const client = await open(context, one.provider);
    return { receipt: await client.deleteFile(one.vendorFileId), deletedAt: now() };
  } catch (error) {
    if (error instanceof AppError) return { nextAttemptAt: now() + NOT_READY_MS };
    if (!(error instanceof VendorFailure)) throw error;
    const wait = error.kind === "rejected" ? NOT_READY_MS : backoffMs(one.attempts, FIRST_BACKOFF_MS);
    return { nextAttemptAt: now() + (error.retryAfterMs === null ? wait : askedWait(error.retryAfterMs)) };
  }
}
