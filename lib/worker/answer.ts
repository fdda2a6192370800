import { and, asc, eq, inArray, isNull, lt } from "drizzle-orm";
import { intents } from "#db/schema";
import { AppError } from "#lib/errors";
import { log } from "#lib/log";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** Answers one kind of question. Throws AppError with a sentence when it cannot. */
export type Answerer = (input: unknown, context: WorkerContext) => Promise<unknown>;

const KEEP_MS = 3_600_000;

/**
 * Makes the step that answers open intents of its kinds, all at once, and forgets those older than an hour. Kinds that
 * are quick have a lane of their own: they never wait for a provider that does not answer.
 */
export function answerStep(answerers: Record<string, Answerer>): Step {
  return async (context) => {
    const { db, now } = context;
    const isOurs = and(isNull(intents.answeredAt), inArray(intents.kind, Object.keys(answerers)));
    const open = db.select().from(intents).where(isOurs).orderBy(asc(intents.id)).limit(20).all();
    if (open.length === 0) return false;
    await Promise.all(
      open.map(async (intent) => {
        const answered = await answerOne(answerers[intent.kind], intent.input, context);
        db.update(intents)
          .set({ ...answered, answeredAt: now() })
          .where(eq(intents.id, intent.id))
          .run();
      }),
    );
    db.delete(intents)
      .where(lt(intents.createdAt, now() - KEEP_MS))
      .run();
    return true;
  };
}

async function answerOne(answerer: Answerer | undefined, input: unknown, context: WorkerContext) {
  try {
    if (!answerer) throw new AppError("invalid", "The background worker does not know this question.");
    return { output: (await answerer(input, context)) ?? null };
  } catch (error) {
    if (error instanceof AppError) return { error: error.message };
    log.error({ err: error }, "intent failed");
    return { error: "Something went wrong in the background worker." };
  }
}
