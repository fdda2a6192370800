import { readEnv } from "#lib/env";
import { route } from "#lib/http";
import { getSettings } from "#lib/settings/get";
import { store } from "#lib/store";

export const dynamic = "force-dynamic";

/** GET /api/settings: SettingsView. */
export const GET = route(async () =>
  Response.json(getSettings(await store(), readEnv()), { headers: { "cache-control": "no-store" } }),
);
