import type { ProviderId } from "#lib/settings/view";

const NAMES: Record<ProviderId, string> = { engine: "Built-in engine", openai: "OpenAI" };

/** The provider's name on screen; an unknown id stands for itself. */
export function providerName(id: string): string {
  return isProviderId(id) ? NAMES[id] : id;
}

/** Whether `id` is a provider this version knows. */
export function isProviderId(id: string): id is ProviderId {
  return id in NAMES;
}
