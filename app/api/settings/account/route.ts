import { AppError } from "#lib/errors";
import { route } from "#lib/http";
import { isProviderId } from "#lib/providers/kinds";
import { store } from "#lib/store";
import { ask } from "#lib/worker/ask";

export const dynamic = "force-dynamic";

/** GET /api/settings/account?provider=openai: the account's newest batches (AccountBatch[]), asked through the worker. */
export const GET = route(async (request: Request) => {
  const provider = new URL(request.url).searchParams.get("provider") ?? "";
  if (!isProviderId(provider)) throw new AppError("invalid", "Say which provider, such as engine or openai.");
  const batches = await ask(await store(), "account-batches", { provider });
  return Response.json(batches, { headers: { "cache-control": "no-store" } });
});
