import { z } from "zod";
import { AppError } from "#lib/errors";
import { route } from "#lib/http";
import { store } from "#lib/store";
import { ask } from "#lib/worker/ask";

export const dynamic = "force-dynamic";

const providerSchema = z.enum(["engine", "openai"]);

/** GET /api/settings/account?provider=openai: the account's newest batches (AccountBatch[]), asked through the worker. */
export const GET = route(async (request: Request) => {
  const provider = providerSchema.safeParse(new URL(request.url).searchParams.get("provider"));
  if (!provider.success) throw new AppError("invalid", "Say which provider: engine or openai.");
  const batches = await ask(await store(), "account-batches", { provider: provider.data });
  return Response.json(batches, { headers: { "cache-control": "no-store" } });
});
