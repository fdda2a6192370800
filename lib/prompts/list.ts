import { asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { prompts } from "#db/schema";
import { CLASSIC_INSTRUCTIONS } from "#lib/prompts/classic";
import { MAILGIST_INSTRUCTIONS } from "#lib/prompts/mailgist";
import type { PromptView } from "#lib/settings/view";

/** Instructions that ship with Mailgist; they cannot be changed or removed. */
const BUILT_IN_PROMPTS: PromptView[] = [
  { id: "mailgist", name: "Mailgist", recipe: "mailgist", instructions: MAILGIST_INSTRUCTIONS, isBuiltIn: true },
  { id: "classic", name: "Classic", recipe: "classic", instructions: CLASSIC_INSTRUCTIONS, isBuiltIn: true },
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
  const { id, name, recipe, instructions } = row;
  return { id: String(id), name, recipe, instructions, isBuiltIn: false };
}
