import type { ActionResult } from "#lib/action";
import type { PromptView, ProviderId } from "#lib/settings/view";

type Action<I, R = unknown> = (input: I) => Promise<ActionResult<R>>;

export type PromptInput = Pick<PromptView, "name" | "recipe" | "instructions"> & { id?: string };
export type DefaultsInput = {
  provider?: ProviderId;
  models?: Partial<Record<ProviderId, string>>;
  promptId?: string;
};

/** What can be changed in Settings; the page hands these down from the actions of app. */
export type SettingsActions = {
  saveDefaults: Action<DefaultsInput>;
  saveKey: Action<{ key: string }>;
  removeKey: Action<Record<string, never>>;
  testConnection: Action<{ provider: ProviderId }, { message: string }>;
  savePrompt: Action<PromptInput>;
  removePrompt: Action<{ id: string }>;
  emptyBin: Action<Record<string, never>, { count: number }>;
};
