import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { prompts } from "#db/schema";
import { CLASSIC_INSTRUCTIONS } from "#lib/prompts/classic";
import { MAILGIST_INSTRUCTIONS } from "#lib/prompts/mailgist";
import { TEMPLATES } from "#lib/prompts/templates";
import type { PromptView } from "#lib/settings/view";

/** Instructions that ship with Mailgist; they cannot be changed or removed. */
const BUILT_IN_PROMPTS: PromptView[] = [
  shipped({
    id: "mailgist",
    name: "Mailgist",
    about: "A short summary with the ask, facts and dates",
    recipe: "mailgist",
    instructions: MAILGIST_INSTRUCTIONS,
    form: null,
  }),
  ...TEMPLATES.map((template) => shipped({ ...template, recipe: "mailgist" })),
  shipped({
    id: "classic",
    name: "Classic",
    about: "The original recipe, word for word",
    recipe: "classic",
    instructions: CLASSIC_INSTRUCTIONS,
    form: null,
  }),
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
  return { id: String(id), name, about: "", recipe, instructions, form, version, isBuiltIn: false };
}

function shipped(prompt: Omit<PromptView, "version" | "isBuiltIn">): PromptView {
  return { ...prompt, version: 1, isBuiltIn: true };
}
