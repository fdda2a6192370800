import { readSpend } from "#lib/batches/spend";
import { route } from "#lib/http";
import { store } from "#lib/store";

export const dynamic = "force-dynamic";

/** GET /api/settings/spend: what this month costs so far (SpendView). */
export const GET = route(async () =>
  Response.json(readSpend(await store(), Date.now()), { headers: { "cache-control": "no-store" } }),
);
