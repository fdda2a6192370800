import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { prompts } from "#db/schema";
import { CLASSIC_INSTRUCTIONS } from "#lib/prompts/classic";
import type { Form } from "#lib/prompts/form";
import { MAILGIST_INSTRUCTIONS } from "#lib/prompts/mailgist";
import type { Recipe } from "#lib/prompts/recipe";
import { TEMPLATES } from "#lib/prompts/templates";
import type { PromptView } from "#lib/settings/view";

/** Instructions that ship with Mailgist; they cannot be changed or removed. */
const BUILT_IN_PROMPTS: PromptView[] = [
  shipped("mailgist", "Mailgist", "mailgist", MAILGIST_INSTRUCTIONS),
  ...TEMPLATES.map(({ id, name, instructions, form }) => shipped(id, name, "mailgist", instructions, form)),
  shipped("classic", "Classic", "classic", CLASSIC_INSTRUCTIONS),
];

/** The built-in instructions, then people's own by name. */
export function listPrompts(db: Db): PromptView[] {
  const own = db.select().from(prompts).orderBy(asc(prompts.name), asc(prompts.id)).all();
  return [...BUILT_IN_PROMPTS, ...own.map(toView)];
}

/** One by its id ("mailgist", "classic", or the number of an own one); null when there is none. */
export function findPrompt(db: Db, id: string): PromptView | null {
  const builtIn = BUILT_IN_PROMPTS.find((prompt) => prompt.id === id);
  if (builtIn) return builtIn;
  if (!/^\d{1,15}$/.test(id)) return null;
  const row = db
    .select()
    .from(prompts)
    .where(eq(prompts.id, Number(id)))
    .get();
  return row ? toView(row) : null;
}

function toView(row: typeof prompts.$inferSelect): PromptView {
  const { id, name, recipe, instructions, form, version } = row;
  return { id: String(id), name, recipe, instructions, form, version, isBuiltIn: false };
}

function shipped(id: string, name: string, recipe: Recipe, instructions: string, form: Form | null = null): PromptView {
  return { id, name, recipe, instructions, form, version: 1, isBuiltIn: true };
}
