import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { endpoints } from "#db/schema";
import { endpointNumber } from "#lib/providers/kinds";

const NAMES: Record<string, string> = { engine: "Built-in engine", openai: "OpenAI" };

/** The provider's name on screen, also of one that was removed; an unknown id stands for itself. */
export function providerName(db: Db, id: string): string {
  const number = endpointNumber(id);
  if (number === null) return NAMES[id] ?? id;
  return db.select({ name: endpoints.name }).from(endpoints).where(eq(endpoints.id, number)).get()?.name ?? id;
}
