import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { assertUnderCeiling } from "#lib/batches/ceiling";
import { fingerprintOf } from "#lib/batches/draft";
import { estimateKey } from "#lib/batches/estimate-draft";
import { type Env, readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { DEFAULT_LOCALE, formatDate } from "#lib/format";
import { findProvider } from "#lib/providers/list";
import { findModel } from "#lib/providers/models";

/**
 * Turns a draft into a submitted batch with its selection frozen: one statement, so fifty tabs make one batch. Nothing
 * is sent from here; the worker does that. Answers the batch's id, also when this very revision was already submitted.
 * Throws AppError "not-found", "conflict" (another revision) or "invalid" (no emails, still importing, no key, a model
 * that was switched off, the ceiling).
 */
export function submit(
  db: Db,
  batchId: number,
  revision: number,
  who: string,
  env: Env = readEnv(),
  now = Date.now(),
): number {
  return db.transaction(
    () => {
      const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
      if (!batch) throw new AppError("not-found", "This batch is gone.");
      if (batch.revision !== revision)
        throw new AppError("conflict", "This was changed in another window. Look at it again, then submit.");
      if (batch.state === "submitted") return batch.id;
      assertReady(db, batch, env, now);
      const done = db.$client.prepare(FREEZE).get({ id: batchId, revision, who, now });
      if (!done) throw new AppError("conflict", "This was changed in another window. Look at it again, then submit.");
      return batchId;
    },
    { behavior: "immediate" },
  );
}

const FREEZE = `
  update batches set
    name = (select name from datasets d where d.id = batches.dataset_id),
    state = 'submitted', submitted_at = @now, submitted_by = @who,
    email_count = (select count(*) from emails e where e.dataset_id = batches.dataset_id and e.left_out = 0),
    selection = json_object(
      'upToEmailId', (select max(id) from emails e where e.dataset_id = batches.dataset_id),
      'leftOut', json((select json_group_array(id) from emails e where e.dataset_id = batches.dataset_id and e.left_out = 1)))
  where id = @id and state = 'draft' and revision = @revision
  returning id`;

function assertReady(db: Db, batch: typeof batches.$inferSelect, env: Env, now: number): void {
  const at = db.$client
    .prepare(
      `select (select removed_at from datasets where id = @dataset) as removedAt,
              exists (select 1 from dataset_files where dataset_id = @dataset and state in ('waiting','importing')) as importing,
              exists (select 1 from emails where dataset_id = @dataset and left_out = 0) as any_email`,
    )
    .get({ dataset: batch.datasetId }) as { removedAt: number | null; importing: number; any_email: number };
  if (at.removedAt !== null) throw new AppError("conflict", "These emails were removed. Restore them first.");
  if (at.importing) throw new AppError("conflict", "Some files are still being read. Submit when that is done.");
  if (!at.any_email) throw new AppError("invalid", "There are no emails to send.");
  assertProviderReady(db, batch, env, now);
  const isCounted = batch.expected?.key === estimateKey(batch, fingerprintOf(db, batch.datasetId).mark);
  assertUnderCeiling(db, { ...batch, expected: isCounted ? batch.expected : null }, now);
}

/**
 * Throws AppError "invalid" when nothing can be sent to a provider: nobody knows it (any more), it has no key, or it has
 * switched the model off.
 */
export function assertProviderReady(
  db: Db,
  { provider: id, model }: { provider: string; model: string },
  env: Env = readEnv(),
  now = Date.now(),
): void {
  const provider = findProvider(db, id, env);
  if (!provider) throw new AppError("invalid", "This provider was removed. Choose another one.");
  if (!provider.isReady)
    throw new AppError(
      "invalid",
      `There is no ${provider.name} key yet. Add one in Settings, or choose the built-in engine.`,
    );
  const { shutdownAt } = findModel(db, provider.id, model);
  if (shutdownAt !== null && shutdownAt <= now) {
    const day = formatDate(shutdownAt, DEFAULT_LOCALE, "UTC");
    throw new AppError("invalid", `${provider.name} switched ${model} off on ${day}. Choose another model.`);
  }
}
