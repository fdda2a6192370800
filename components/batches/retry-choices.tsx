import type { ChoiceItem } from "#components/ui/choice";
import { longerAnswers, type Remedy, shorterTexts } from "#lib/batches/causes";
import type { BatchView, ProblemGroup } from "#lib/batches/view";
import type { Format } from "#lib/client/format";
import type { SettingsView } from "#lib/settings/view";

/** What is to be tried again: the problems of one cause, or all when it is null, and how they were asked last. */
export type RetryTarget = {
  cause: string | null;
  remedy: Remedy;
  /** How many emails. */
  ready: number;
  sent: ProblemGroup["sent"] | null;
  limits: ProblemGroup["limits"] | null;
  /** Whether something that an earlier retry set is not kept. */
  resets?: boolean;
};

export type ModelItem = ChoiceItem & { provider: string; providerName: string; model: string };

/**
 * The models that can be asked now, and the one that is chosen first: the last one, or where that is the problem
 * another one of the same provider.
 */
export function retryModels(
  settings: SettingsView | undefined,
  batch: Pick<BatchView, "provider" | "providerName" | "model">,
  target: RetryTarget,
  format: Format,
): { items: ModelItem[]; usual: string } {
  const last = target.sent ?? batch;
  const items: ModelItem[] = (settings?.models ?? []).flatMap(({ id: model, provider, price }) => {
    const found = settings?.providers.find((one) => one.id === provider);
    if (!found?.isReady) return [];
    const cost = provider === "engine" ? "free" : price ? `${format.money(price.input)} per million tokens` : null;
    const note = [found.name, cost].filter(Boolean).join(", ");
    return [{ id: idOf(provider, model), name: model, note, provider, providerName: found.name, model }];
  });
  const lastId = idOf(last.provider, last.model);
  if (!items.some((item) => item.id === lastId)) {
    const providerName = settings?.providers.find((one) => one.id === last.provider)?.name ?? batch.providerName;
    items.unshift({ id: lastId, name: last.model, note: providerName, providerName, ...pick(last) });
  }
  const others = items.filter((item) => item.id !== lastId);
  const other = others.find((item) => item.provider === last.provider) ?? others[0];
  return { items, usual: target.remedy === "other-model" ? (other?.id ?? lastId) : lastId };
}

const idOf = (provider: string, model: string) => `${provider}/${model}`;
const pick = ({ provider, model }: { provider: string; model: string }) => ({ provider, model });

/** The limit that the remedy sets, with its choices; null when it sets none. */
export function retryLimits(target: RetryTarget, format: Format) {
  if (target.remedy === "shorten") {
    const { choices, usual } = shorterTexts(target.limits?.longestText ?? null);
    const items = choices.map((length) => ({
      id: String(length),
      name: `${format.number(length)} characters`,
      note: pages(length, format),
    }));
    if (items.length === 0) return null;
    return { key: "longestText" as const, label: "Send of each email at most", items, usual: String(usual) };
  }
  if (target.remedy === "longer") {
    const { choices, usual } = longerAnswers(target.limits?.answerTokens ?? 0);
    const items = choices.map((tokens) => ({
      id: String(tokens),
      name: `${format.number(tokens)} tokens`,
      note: `About ${format.number(Math.round((tokens * 0.75) / 50) * 50)} words`,
    }));
    if (items.length === 0) return null;
    return { key: "answerTokens" as const, label: "Let an answer take up to", items, usual: String(usual) };
  }
  return null;
}

const PAGE = 2000;

function pages(length: number, format: Format): string {
  if (length < PAGE) return "About half a page";
  return `About ${format.count(length / PAGE, "page")}`;
}
