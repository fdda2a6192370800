import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, datasets } from "#db/schema";
import type { DraftView } from "#lib/batches/draft-view";
import { AppError } from "#lib/errors";
import { type Form, isSameForm, usedForm } from "#lib/prompts/form";
import { findPrompt, listPrompts } from "#lib/prompts/list";
import { MAILGIST_INSTRUCTIONS } from "#lib/prompts/mailgist";
import type { Recipe } from "#lib/prompts/recipe";
import { findProvider } from "#lib/providers/list";
import { defaultModel } from "#lib/providers/models";
import { providerName } from "#lib/providers/names";
import { readDefaults } from "#lib/settings/defaults";
import type { PromptView } from "#lib/settings/view";

export type Batch = typeof batches.$inferSelect;

export type DraftChange = {
  provider?: string;
  model?: string;
  /** "mailgist", "classic" or the id of own instructions: sets recipe and instructions. */
  promptId?: string;
  recipe?: Recipe;
  instructions?: string;
  form?: Form | null;
};

/** A person's own wording or fields that were not saved under a name. */
const UNNAMED = "Own instructions";

/** Creates or reopens the one draft of a dataset. Throws AppError "not-found" when the dataset is gone. */
export function openDraft(db: Db, datasetId: number, who: string, now = Date.now()): DraftView {
  const existing = draftOf(db, datasetId);
  // Its provider may have been removed since.
  if (existing && !findProvider(db, existing.provider)) return changeDraft(db, existing.id, { provider: "engine" });
  if (existing) return toView(db, existing);
  const dataset = db
    .select({ name: datasets.name })
    .from(datasets)
    .where(and(eq(datasets.id, datasetId), isNull(datasets.removedAt)))
    .get();
  if (!dataset) throw new AppError("not-found", "These emails are gone.");
  const defaults = readDefaults(db);
  const prompt = findPrompt(db, defaults.promptId) ?? findPrompt(db, "mailgist");
  const provider = findProvider(db, defaults.provider)?.id ?? "engine";
  db.insert(batches)
    .values({
      datasetId,
      name: dataset.name,
      provider,
      model: defaultModel(db, provider),
      recipe: prompt?.recipe ?? "mailgist",
      promptName: prompt?.name ?? "Mailgist",
      instructions: prompt?.instructions ?? MAILGIST_INSTRUCTIONS,
      form: prompt?.form ?? null,
      promptVersion: prompt?.version ?? null,
      createdAt: now,
      createdBy: who,
    })
    .onConflictDoNothing()
    .run();
  const made = draftOf(db, datasetId);
  if (!made) throw new AppError("conflict", "Please try again.");
  return toView(db, made);
}

/** The draft as Choose shows it. Throws AppError "not-found", or "conflict" once it was submitted. */
export function getDraft(db: Db, batchId: number): DraftView {
  return toView(db, needDraft(db, batchId));
}

/** The draft's row. Throws AppError "not-found", or "conflict" once it was submitted. */
function needDraft(db: Db, batchId: number): Batch {
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (!batch) throw new AppError("not-found", "This batch is gone.");
  if (batch.state !== "draft") throw new AppError("conflict", "This batch was already submitted.");
  return batch;
}

/**
 * Changes what a draft would send and raises its revision. A change of provider alone also takes that provider's
 * default model. Throws AppError "not-found", "conflict" (submitted) or "invalid".
 */
export function changeDraft(db: Db, batchId: number, change: DraftChange): DraftView {
  const batch = needDraft(db, batchId);
  const set = { ...providerChange(db, batch, change), ...promptChange(db, batch, change) };
  const row = db
    .update(batches)
    .set({ ...set, revision: sql`${batches.revision} + 1` })
    .where(and(eq(batches.id, batchId), eq(batches.state, "draft")))
    .returning()
    .get();
  if (!row) throw new AppError("conflict", "This batch was already submitted.");
  return toView(db, row);
}

function providerChange(db: Db, batch: Batch, change: DraftChange): Partial<Batch> {
  const provider = change.provider ?? batch.provider;
  const found = findProvider(db, provider);
  if (!found) throw new AppError("invalid", "Choose where the emails should go.");
  const isOther = provider !== batch.provider;
  const model = change.model?.trim() ?? (isOther ? defaultModel(db, found.id) : batch.model);
  if (model === "")
    throw new AppError("invalid", `${found.name} has listed no model yet. Test its connection in Settings.`);
  return { provider, model };
}

function promptChange(db: Db, batch: Batch, change: DraftChange): Partial<Batch> {
  const { promptId } = change;
  const isTouched = [promptId, change.recipe, change.instructions, change.form].some((one) => one !== undefined);
  if (!isTouched) return {};
  const chosen = promptId === undefined ? null : findPrompt(db, promptId);
  if (promptId !== undefined && !chosen) throw new AppError("not-found", "These instructions are gone.");
  const recipe = change.recipe ?? chosen?.recipe ?? batch.recipe;
  const instructions = change.instructions ?? chosen?.instructions ?? batch.instructions;
  if (instructions.trim() === "") throw new AppError("invalid", "The instructions are empty.");
  const wanted = change.form === undefined ? (chosen ?? batch).form : change.form;
  const form = recipe === "classic" ? null : usedForm(wanted);
  const isThis = (one: PromptView) =>
    one.recipe === recipe && one.instructions === instructions && isSameForm(one.form, form);
  const named = chosen && isThis(chosen) ? chosen : listPrompts(db).find(isThis);
  return { recipe, instructions, form, promptName: named?.name ?? UNNAMED, promptVersion: named?.version ?? null };
}

/** What the emails a draft would send are known by: it changes when one is added, left out or taken back in. */
export function fingerprintOf(db: Db, datasetId: number): { count: number; mark: string } {
  const row = db.$client
    .prepare(
      `select count(*) as n, coalesce(sum(id), 0) as ids, coalesce(sum(id * (id % 1009)), 0) as mixed
         from emails where dataset_id = ? and left_out = 0`,
    )
    .get(datasetId) as { n: number; ids: number; mixed: number };
  return { count: row.n, mark: `${row.n}.${row.ids}.${row.mixed}` };
}

function draftOf(db: Db, datasetId: number): Batch | undefined {
  return db
    .select()
    .from(batches)
    .where(and(eq(batches.datasetId, datasetId), eq(batches.state, "draft")))
    .get();
}

function toView(db: Db, batch: Batch): DraftView {
  const { n } = db.$client
    .prepare("select count(*) as n from emails where dataset_id = ? and left_out = 0")
    .get(batch.datasetId) as { n: number };
  const { id, datasetId, revision, provider, model, recipe, promptName, promptVersion, instructions, form } = batch;
  return {
    id,
    datasetId,
    revision,
    provider,
    providerName: providerName(db, provider),
    model,
    recipe,
    promptName,
    promptVersion,
    instructions,
    form,
    emailCount: n,
  };
}
