import { readEnv } from "#lib/env";
import { route } from "#lib/http";
import { measureStorage } from "#lib/settings/storage";
import { store } from "#lib/store";

export const dynamic = "force-dynamic";

/** GET /api/settings/storage: StorageView. */
export const GET = route(async () =>
  Response.json(await measureStorage(await store(), readEnv().dataDir), { headers: { "cache-control": "no-store" } }),
);
