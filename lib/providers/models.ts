import type { Db } from "#db/client";
import { ENGINE_MODEL, priceOf } from "#lib/providers/prices";
import type { VendorModel } from "#lib/providers/vendor";
import { readSetting, saveSetting } from "#lib/settings/store";
import type { ModelView } from "#lib/settings/view";

/** Chosen when nobody chose: cheap, and not about to be switched off. */
export const DEFAULT_OPENAI_MODEL = "gpt-6-luna";

/** Models of the account that can write a summary; the others (speech, pictures, embeddings …) only confuse. */
const WRITES_TEXT = /^(gpt-|o\d|chatgpt-)/;
const SPECIAL = /(audio|realtime|transcribe|tts|image|search|instruct|moderation|embedding|codex)/;

/** Remembers what the provider listed, so that Choose can offer it without a call. */
export function saveModels(db: Db, models: VendorModel[], now: number): void {
  saveSetting(
    db,
    "models.openai",
    models.filter((model) => WRITES_TEXT.test(model.id) && !SPECIAL.test(model.id)),
    now,
  );
}

/** Every model that can be chosen: the engine's own, the default, and what the account listed last. */
export function listModels(db: Db): ModelView[] {
  const listed = readSetting<VendorModel[]>(db, "models.openai") ?? [];
  const known = listed.some((model) => model.id === DEFAULT_OPENAI_MODEL)
    ? listed
    : [{ id: DEFAULT_OPENAI_MODEL, createdAt: null, shutdownAt: null }, ...listed];
  return [
    { id: ENGINE_MODEL, provider: "engine", price: priceOf(ENGINE_MODEL), shutdownAt: null },
    ...known.map((model) => ({
      id: model.id,
      provider: "openai" as const,
      price: priceOf(model.id),
      shutdownAt: model.shutdownAt,
    })),
  ];
}
