import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { intents } from "#db/schema";
import { AppError } from "#lib/errors";
import { wakeWorker } from "#lib/worker/spawn";

const LOOK_MS = 40;
const PATIENCE_MS = 30_000;

/**
 * Asks the worker something while a person waits, through a row of `intents`, and answers what it found.
 * Throws AppError "unavailable" with the worker's own sentence, or when it stays silent for 30 s.
 */
export async function ask(db: Db, kind: string, input: unknown, patienceMs = PATIENCE_MS): Promise<unknown> {
  const row = db.insert(intents).values({ kind, input, createdAt: Date.now() }).returning({ id: intents.id }).get();
  wakeWorker();
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const found = db.select().from(intents).where(eq(intents.id, row.id)).get();
    if (found?.answeredAt) {
      if (found.error !== null) throw new AppError("unavailable", found.error);
      return found.output;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new AppError("unavailable", "The background worker did not answer in time. Please try again.");
}
