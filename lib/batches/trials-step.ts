import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, trials } from "#db/schema";
import { askedOf } from "#lib/batches/preview";
import { emailsByIds } from "#lib/batches/source";
import type { OpenProvider } from "#lib/batches/step";
import { hashBody } from "#lib/batches/trials";
import { AppError } from "#lib/errors";
import { log } from "#lib/log";
import { parseAnswer } from "#lib/prompts/parse";
import { VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** Somebody waits in front of the screen: longer than this nobody does. */
const TIMEOUT_MS = 60_000;
/** How soon a cancel is noticed. */
const LOOK_MS = 250;
/** A click that waited this long for a worker is not spent on any more. */
const STALE_MS = 10 * 60_000;
const MOST_AT_ONCE = 12;

type Trial = typeof trials.$inferSelect;
type Answer = Pick<Trial, "outcome"> & Partial<Pick<Trial, "text" | "reasonCode" | "reason">> & Tokens;
type Tokens = { inputTokens?: number | undefined; outputTokens?: number | undefined };

/**
 * Makes the step that tries emails live. That a call goes out is committed before it does, and no call is made twice:
 * what was on its way when the process died is told as "no answer". A cancel gives the call up.
 */
export function createTrialStep(open: OpenProvider): Step {
  const running = new Map<number, AbortController>();
  return async (context) => {
    const { db, now } = context;
    for (const trial of startedTrials(db))
      if (!running.has(trial.id)) settle(db, trial.id, failed("no_answer", "Mailgist was ended meanwhile."), now());
    for (const [id, call] of running) if (isAnswered(db, id)) call.abort();
    for (const trial of waitingTrials(db, MOST_AT_ONCE - running.size)) {
      const call = new AbortController();
      running.set(trial.id, call);
      tryOne(context, open, trial, call.signal)
        .catch((error: unknown) => {
          if (context.signal.aborted) return;
          log.error({ err: error, trial: trial.id }, "a trial failed");
          settle(db, trial.id, failed("unexpected", "Something went wrong in the background worker."), now());
        })
        .finally(() => {
          running.delete(trial.id);
          context.wake();
        });
    }
    return running.size > 0 ? LOOK_MS : false;
  };
}

async function tryOne(context: WorkerContext, open: OpenProvider, trial: Trial, signal: AbortSignal): Promise<void> {
  const { db, now } = context;
  if (now() - trial.createdAt > STALE_MS)
    return settle(db, trial.id, failed("no_answer", "Mailgist was not running in time."), now());
  const batch = db.select().from(batches).where(eq(batches.id, trial.batchId)).get();
  const [email] = emailsByIds(db, [trial.emailId]);
  if (!batch || !email) return settle(db, trial.id, failed("gone", "This email is gone."), now());
  const { body, hash } = hashBody(email, askedOf(batch));
  const { provider, model, recipe } = batch;
  if (!begin(db, trial.id, { bodyHash: hash, provider, model }, now())) return;
  try {
    const client = await open(context, provider);
    const reply = await client.completeChat(body, { signal, timeoutMs: TIMEOUT_MS });
    const parsed = parseAnswer(recipe, reply, batch.form);
    const { inputTokens, outputTokens } = parsed;
    const tokens = { inputTokens, outputTokens };
    if (parsed.ok) settle(db, trial.id, { outcome: "summarised", text: parsed.text, ...tokens }, now());
    else settle(db, trial.id, { ...failed(parsed.code, parsed.reason), ...tokens }, now());
  } catch (error) {
    if (error instanceof AppError) settle(db, trial.id, failed("not_ready", error.message), now());
    else if (error instanceof VendorFailure) settle(db, trial.id, refused(error), now());
    else throw error;
  }
}

/** Commits that the call goes out; false when it was cancelled, or begun by somebody else. */
function begin(db: Db, id: number, asked: Pick<Trial, "bodyHash" | "provider" | "model">, now: number): boolean {
  const isWaiting = and(eq(trials.id, id), isNull(trials.startedAt), isNull(trials.answeredAt));
  return (
    db
      .update(trials)
      .set({ ...asked, startedAt: now })
      .where(isWaiting)
      .run().changes > 0
  );
}

/** Stores the answer. One that comes after a cancel changes nothing but what it cost. */
function settle(db: Db, id: number, answer: Answer, now: number): void {
  const { inputTokens = null, outputTokens = null, ...said } = answer;
  const done = db
    .update(trials)
    .set({ ...said, inputTokens, outputTokens, answeredAt: now })
    .where(and(eq(trials.id, id), isNull(trials.answeredAt)))
    .run();
  if (done.changes === 0 && inputTokens !== null)
    db.update(trials).set({ inputTokens, outputTokens }).where(eq(trials.id, id)).run();
}

function failed(reasonCode: string, reason: string | null): Answer {
  return { outcome: "failed", reasonCode, reason };
}

/** The vendor's code and words; a refused key's are left out, since they quote a part of it. */
function refused(failure: VendorFailure): Answer {
  if (failure.status === null) return failed("no_answer", failure.message);
  const code = failure.code ?? `http_${failure.status}`;
  return failed(failure.status === 401 ? "http_401" : code, failure.status === 401 ? null : failure.message);
}

function waitingTrials(db: Db, limit: number): Trial[] {
  const isWaiting = and(isNull(trials.answeredAt), isNull(trials.startedAt));
  return db.select().from(trials).where(isWaiting).orderBy(asc(trials.id)).limit(Math.max(0, limit)).all();
}

function startedTrials(db: Db): { id: number }[] {
  const isStarted = and(isNull(trials.answeredAt), isNotNull(trials.startedAt));
  return db.select({ id: trials.id }).from(trials).where(isStarted).all();
}

function isAnswered(db: Db, id: number): boolean {
  const row = db.select({ answeredAt: trials.answeredAt }).from(trials).where(eq(trials.id, id)).get();
  return row === undefined || row.answeredAt !== null;
}
