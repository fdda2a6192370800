import type { Db } from "#db/client";
import type { ProviderId } from "#lib/providers/kinds";
import { readSetting, saveSetting } from "#lib/settings/store";
import type { BudgetView } from "#lib/settings/view";

const KEY = "budgets";

/** Every known limit, by provider and model. */
export function readBudgets(db: Db): BudgetView[] {
  return readSetting<BudgetView[]>(db, KEY) ?? [];
}

/** The limit of one model, input tokens; null when nobody knows it. */
export function budgetOf(db: Db, provider: string, model: string): number | null {
  return readBudgets(db).find((one) => one.provider === provider && one.model === model)?.tokens ?? null;
}

/** Stores a limit somebody typed; null forgets it. */
export function saveBudget(
  db: Db,
  one: { provider: ProviderId; model: string; tokens: number | null },
  now: number,
): void {
  const { provider, model, tokens } = one;
  store(db, { provider, model }, tokens === null ? null : { provider, model, tokens, source: "typed", at: now }, now);
}

/** Stores a limit the provider stated. One that a person typed stays when it is lower: it was meant to be. */
export function learnBudget(db: Db, provider: ProviderId, model: string, tokens: number, now: number): void {
  const known = readBudgets(db).find((one) => one.provider === provider && one.model === model);
  if (known && (known.tokens === tokens || (known.source === "typed" && known.tokens < tokens))) return;
  store(db, { provider, model }, { provider, model, tokens, source: "learned", at: now }, now);
}

function store(db: Db, of: Pick<BudgetView, "provider" | "model">, budget: BudgetView | null, now: number): void {
  const others = readBudgets(db).filter((one) => one.provider !== of.provider || one.model !== of.model);
  const all = budget === null ? others : [...others, budget];
  const byName = (a: BudgetView, b: BudgetView) =>
    a.provider.localeCompare(b.provider) || a.model.localeCompare(b.model);
  saveSetting(db, KEY, all.sort(byName), now);
}
