import type { Db } from "#db/client";
import { endpointNumber, type ProviderId } from "#lib/providers/kinds";
import { ENGINE_MODEL } from "#lib/providers/prices";
import { knownShutdown } from "#lib/providers/shutdowns";
import type { VendorModel } from "#lib/providers/vendor";
import { readDefaults } from "#lib/settings/defaults";
import { readSetting, saveSetting } from "#lib/settings/store";

/** Chosen when nobody chose: cheap, and not about to be switched off. */
const DEFAULT_OPENAI_MODEL = "gpt-6-luna";

/** Models of OpenAI that can write a summary; the others (speech, pictures, embeddings …) only confuse. */
const WRITES_TEXT = /^(gpt-|o\d|chatgpt-)/;
const SPECIAL = /(audio|realtime|transcribe|tts|image|search|instruct|moderation|embedding|codex)/;
/** Of others nothing is known but that these write no text. */
const NO_TEXT = /(embed|rerank|whisper|tts|moderation)/i;

/** A model as it was listed last; `goneAt` since when it no longer is, ms. */
type KnownModel = VendorModel & { goneAt: number | null };
type KnownModels = { at: number; models: KnownModel[] };

/** One model that can be chosen, with when it is switched off (ms, null when not announced). */
export type Model = { id: string; shutdownAt: number | null; isListed: boolean };

/** Remembers what a provider listed, so that Choose can offer it without a call. What vanished stays, marked. */
export function saveModels(db: Db, provider: ProviderId, listed: VendorModel[], now: number): void {
  const fit = listed.filter((model) => isFit(provider, model.id));
  const ids = new Set(fit.map((model) => model.id));
  const gone = known(db, provider)
    .models.filter((model) => !ids.has(model.id))
    .map((model) => ({ ...model, goneAt: model.goneAt ?? now }));
  const models: KnownModel[] = [...fit.map((model) => ({ ...model, goneAt: null })), ...gone];
  saveSetting(db, settingOf(provider), { at: now, models }, now);
}

/** Every model of a provider that can be chosen, those first that it lists. */
export function listModels(db: Db, provider: ProviderId): Model[] {
  if (provider === "engine") return [{ id: ENGINE_MODEL, shutdownAt: null, isListed: true }];
  const models = known(db, provider).models.map((model) => ({
    id: model.id,
    shutdownAt: model.shutdownAt ?? (provider === "openai" ? knownShutdown(model.id) : null),
    isListed: model.goneAt === null,
  }));
  if (provider !== "openai" || models.some((model) => model.id === DEFAULT_OPENAI_MODEL)) return models;
  return [{ id: DEFAULT_OPENAI_MODEL, shutdownAt: null, isListed: true }, ...models];
}

/** One model by its name, also one nobody listed: then only what is known beforehand of its end. */
export function findModel(db: Db, provider: ProviderId, id: string): Model {
  const found = listModels(db, provider).find((model) => model.id === id);
  return found ?? { id, shutdownAt: provider === "openai" ? knownShutdown(id) : null, isListed: true };
}

/** When a provider was last asked for its models, ms; null when never. */
export function modelsListedAt(db: Db, provider: ProviderId): number | null {
  return known(db, provider).at || null;
}

/** The model a new draft begins with: the one chosen in Settings, else the first listed; "" when there is none. */
export function defaultModel(db: Db, provider: ProviderId): string {
  const chosen = readDefaults(db).models[provider];
  if (chosen !== undefined) return chosen;
  if (provider === "openai") return DEFAULT_OPENAI_MODEL;
  return listModels(db, provider).find((model) => model.isListed)?.id ?? "";
}

function isFit(provider: ProviderId, id: string): boolean {
  return endpointNumber(provider) === null ? WRITES_TEXT.test(id) && !SPECIAL.test(id) : !NO_TEXT.test(id);
}

function known(db: Db, provider: ProviderId): KnownModels {
  return readSetting<KnownModels>(db, settingOf(provider)) ?? { at: 0, models: [] };
}

const settingOf = (provider: ProviderId) => `models-of.${provider}`;
