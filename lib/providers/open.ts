import { AppError } from "#lib/errors";
import { isProviderId } from "#lib/providers/names";
import { openaiClient } from "#lib/providers/openai";
import type { VendorClient } from "#lib/providers/vendor";
import { readKey } from "#lib/settings/key";
import type { WorkerContext } from "#lib/worker/lane";

/** The engine has no account; the SDK wants a key all the same. */
const ENGINE_KEY = "built-in";
const ENGINE_URL = "http://engine.invalid/v1";

/**
 * A client for a provider by its id. The built-in engine is reached through the same SDK, only its `fetch` differs.
 * Throws AppError "unavailable" when there is no key, "invalid" when nobody knows the provider.
 */
export async function openProvider(context: WorkerContext, id: string): Promise<VendorClient> {
  if (!isProviderId(id)) throw new AppError("invalid", `There is no provider called ${id}.`);
  if (id === "engine") {
    const { engineFetch } = context;
    if (!engineFetch) throw new AppError("unavailable", "The built-in engine is not running.");
    const fetch = (url: string | URL | Request, init?: RequestInit) => engineFetch(new Request(url, init));
    return openaiClient({ baseURL: ENGINE_URL, apiKey: ENGINE_KEY, fetch });
  }
  const key = await readKey(context.db, context.env);
  if (!key) throw new AppError("unavailable", "There is no OpenAI key yet. Add one in Settings.");
  return openaiClient({ baseURL: context.env.openaiBaseUrl, apiKey: key });
}
