import type { Db } from "#db/client";
import type { Env } from "#lib/env";
import { listPrompts } from "#lib/prompts/list";
import { listModels } from "#lib/providers/models";
import { providerName } from "#lib/providers/names";
import { readDefaults } from "#lib/settings/defaults";
import { describeKey } from "#lib/settings/key";
import type { SettingsView } from "#lib/settings/view";

/** Everything the Settings page and the Choose step need to know. Never a key. */
export function getSettings(db: Db, env: Env): SettingsView {
  const defaults = readDefaults(db);
  const key = describeKey(db, env);
  return {
    providers: [
      { id: "engine", name: providerName("engine"), isReady: true, place: "on this computer" },
      {
        id: "openai",
        name: providerName("openai"),
        isReady: key.source !== null,
        place: new URL(env.openaiBaseUrl).host,
      },
    ],
    key,
    defaultProvider: defaults.provider,
    defaultModel: defaults.models,
    defaultPrompt: defaults.promptId,
    models: listModels(db),
    prompts: listPrompts(db),
    openaiBaseUrl: env.openaiBaseUrl,
  };
}
