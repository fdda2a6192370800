import type { Db } from "#db/client";
import type { Env } from "#lib/env";
import { listPrompts } from "#lib/prompts/list";
import { readAllowed } from "#lib/providers/allowed";
import { listProviders } from "#lib/providers/list";
import { defaultModel, listModels, modelsListedAt } from "#lib/providers/models";
import { readPriceBook } from "#lib/providers/price-book";
import { EMBEDDING_MODELS } from "#lib/providers/prices";
import { readCeiling } from "#lib/settings/ceiling";
import { readDefaults } from "#lib/settings/defaults";
import { describeKey } from "#lib/settings/key";
import type { SettingsView } from "#lib/settings/view";

/** Everything the Settings page and the Choose step need to know. Never a key. */
export function getSettings(db: Db, env: Env, now = Date.now()): SettingsView {
  const defaults = readDefaults(db);
  const providers = listProviders(db, env);
  const book = readPriceBook(db);
  return {
    providers,
    key: describeKey(db, env),
    defaultProvider: providers.some(({ id }) => id === defaults.provider) ? defaults.provider : "engine",
    defaultModel: Object.fromEntries(providers.map(({ id }) => [id, defaultModel(db, id)])),
    defaultPrompt: defaults.promptId,
    models: providers.flatMap(({ id: provider }) =>
      listModels(db, provider).map((model) => ({ ...model, provider, ...book.describe(provider, model.id, now) })),
    ),
    embeddingModels: EMBEDDING_MODELS.map((id) => ({ id, price: book.priceOf("openai", id, now) })),
    modelsListedAt: Object.fromEntries(providers.map(({ id }) => [id, modelsListedAt(db, id) ?? undefined])),
    ceiling: readCeiling(db),
    allowedHosts: readAllowed(db, env),
    prompts: listPrompts(db),
    openaiBaseUrl: env.openaiBaseUrl,
  };
}
