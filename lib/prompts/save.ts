import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { prompts } from "#db/schema";
import { AppError } from "#lib/errors";
import { type Form, usedForm } from "#lib/prompts/form";
import type { Recipe } from "#lib/prompts/recipe";

export type PromptInput = { name: string; recipe: Recipe; instructions: string; form?: Form | null | undefined };

/** Stores new instructions under a name; answers their id. Throws AppError "invalid" without name or text. */
export function createPrompt(db: Db, input: PromptInput, now = Date.now()): string {
  const row = db
    .insert(prompts)
    .values({ ...checked(input), createdAt: now, updatedAt: now })
    .returning({ id: prompts.id })
    .get();
  return String(row.id);
}

/** Changes own instructions. Batches already made keep the text they had. Throws AppError "not-found", "invalid". */
export function savePrompt(db: Db, id: string, input: PromptInput, now = Date.now()): void {
  const done = db
    .update(prompts)
    .set({ ...checked(input), version: sql`${prompts.version} + 1`, updatedAt: now })
    .where(eq(prompts.id, ownId(id)))
    .run();
  if (done.changes === 0) throw new AppError("not-found", "These instructions are gone.");
}

/** Removes own instructions; removing them twice is no error. Throws AppError "not-found" for built-in ones. */
export function removePrompt(db: Db, id: string): void {
  db.delete(prompts)
    .where(eq(prompts.id, ownId(id)))
    .run();
}

function checked(input: PromptInput): PromptInput {
  const name = input.name.trim();
  const instructions = input.instructions.trim();
  if (name === "") throw new AppError("invalid", "Give the instructions a name.");
  if (instructions === "") throw new AppError("invalid", "The instructions are empty.");
  // Classic is word for word: it has no fields.
  const form = input.recipe === "classic" ? null : usedForm(input.form ?? null);
  return { name, instructions, recipe: input.recipe, form };
}

function ownId(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new AppError("not-found", "Only instructions of your own can be changed.");
  return Number(id);
}
