import { AppError } from "#lib/errors";
import { readAllowed } from "#lib/providers/allowed";
import { findEndpoint, readEndpointKey } from "#lib/providers/endpoints";
import { guardedFetch } from "#lib/providers/guard";
import { openaiClient } from "#lib/providers/openai";
import type { VendorClient } from "#lib/providers/vendor";
import { readKey } from "#lib/settings/key";
import type { WorkerContext } from "#lib/worker/lane";

/** An engine inside Mailgist has no account; the SDK wants a key all the same. */
const NO_KEY = "none";
const ENGINE_URL = "http://engine.invalid/v1";

/**
 * A client for a provider by its id. What is kept by an engine inside Mailgist is reached through the same SDK, only
 * its `fetch` differs. Throws AppError "unavailable" when there is no key, "invalid" when nobody knows the provider.
 */
export async function openProvider(context: WorkerContext, id: string): Promise<VendorClient> {
  if (id === "engine") return engineClient(context.engineFetch);
  if (id === "openai") {
    const key = await readKey(context.db, context.env);
    if (!key) throw new AppError("unavailable", "There is no OpenAI key yet. Add one in Settings.");
    return openaiClient({ baseURL: context.env.openaiBaseUrl, apiKey: key });
  }
  const endpoint = findEndpoint(context.db, id);
  if (!endpoint) throw new AppError("invalid", `There is no provider called ${id}.`);
  const key = await readEndpointKey(context.env, endpoint);
  const client = openEndpoint(context, endpoint.baseUrl, key);
  if (endpoint.kind === "batches") return client;
  const { listModels, takesBatches, completeChat, embed } = client;
  return { ...engineClient(context.chatFetch?.(id)), listModels, takesBatches, completeChat, embed };
}

/** A client for an endpoint by its own address and key, whatever it can do. */
export function openEndpoint(
  { db, env }: Pick<WorkerContext, "db" | "env">,
  baseUrl: string,
  key: string | null,
): VendorClient {
  const fetch = guardedFetch(baseUrl, () => readAllowed(db, env));
  return openaiClient({ baseURL: baseUrl, apiKey: key ?? NO_KEY, fetch });
}

function engineClient(door: ((request: Request) => Promise<Response>) | undefined): VendorClient {
  if (!door) throw new AppError("unavailable", "The built-in engine is not running.");
  const fetch = (url: string | URL | Request, init?: RequestInit) => door(new Request(url, init));
  return openaiClient({ baseURL: ENGINE_URL, apiKey: NO_KEY, fetch });
}
