import type { ActionResult } from "#lib/action";
import type { ProviderId } from "#lib/providers/kinds";
import type { Price } from "#lib/providers/prices";
import type { PromptView } from "#lib/settings/view";

type Action<I, R = unknown> = (input: I) => Promise<ActionResult<R>>;

export type PromptInput = Pick<PromptView, "name" | "recipe" | "instructions" | "form"> & { id?: string };
export type DefaultsInput = {
  provider?: ProviderId;
  models?: Partial<Record<ProviderId, string>>;
  promptId?: string;
};

type EndpointInput = { name: string; baseUrl: string; concurrency: number };

/** `tokens` null: forgets the limit. */
export type BudgetInput = { provider: ProviderId; model: string; tokens: number | null };

/** What can be changed in Settings; the page hands these down from the actions of app. */
export type SettingsActions = {
  saveDefaults: Action<DefaultsInput>;
  saveBudget: Action<BudgetInput>;
  saveKey: Action<{ key: string }>;
  removeKey: Action<Record<string, never>>;
  testConnection: Action<{ provider: ProviderId }, { message: string }>;
  addEndpoint: Action<EndpointInput & { key?: string }, { id: ProviderId; message: string }>;
  /** `key`: left out keeps the stored one, null forgets it. */
  saveEndpoint: Action<EndpointInput & { id: ProviderId; key?: string | null }>;
  removeEndpoint: Action<{ provider: ProviderId }>;
  saveAllowed: Action<{ hosts: string[] }>;
  savePrice: Action<Price & { provider: ProviderId; model: string }>;
  resetPrice: Action<{ provider: ProviderId; model: string }>;
  saveCeiling: Action<{ dollars: number | null }>;
  /** null: the local model. */
  chooseMeaning: Action<{ choice: { provider: ProviderId; model: string } | null }, { message: string }>;
  savePrompt: Action<PromptInput>;
  removePrompt: Action<{ id: string }>;
  emptyBin: Action<Record<string, never>, { count: number }>;
};
