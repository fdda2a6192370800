import type { Db } from "#db/client";
import { type Env, readEnv } from "#lib/env";
import { isLocalAddress } from "#lib/providers/address";
import {
  countToDelete,
  type Endpoint,
  findEndpoint,
  idOf,
  listEndpoints,
  runningBatches,
} from "#lib/providers/endpoints";
import { providerName } from "#lib/providers/names";
import { describeKey } from "#lib/settings/key";
import type { ProviderView } from "#lib/settings/view";

/** Everybody a batch can go to: the built-in engine first, then OpenAI, then what people added. */
export function listProviders(db: Db, env: Env): ProviderView[] {
  return [engineView(db), openaiView(db, env), ...listEndpoints(db).map((endpoint) => endpointView(db, endpoint))];
}

/** One of them; null when there is none, or it was removed. */
export function findProvider(db: Db, id: string, env: Env = readEnv()): ProviderView | null {
  if (id === "engine") return engineView(db);
  if (id === "openai") return openaiView(db, env);
  const endpoint = findEndpoint(db, id);
  return endpoint && endpoint.removedAt === null ? endpointView(db, endpoint) : null;
}

function engineView(db: Db): ProviderView {
  return {
    id: "engine",
    kind: "engine",
    name: providerName(db, "engine"),
    isReady: true,
    isLocal: true,
    place: "on this computer",
    endpoint: null,
  };
}

function openaiView(db: Db, env: Env): ProviderView {
  return {
    id: "openai",
    kind: "openai",
    name: providerName(db, "openai"),
    isReady: describeKey(db, env).source !== null,
    isLocal: false,
    place: new URL(env.openaiBaseUrl).host,
    endpoint: null,
  };
}

function endpointView(db: Db, endpoint: Endpoint): ProviderView {
  const { kind, name, baseUrl, key, concurrency } = endpoint;
  const isLocal = isLocalAddress(baseUrl);
  const id = idOf(endpoint);
  return {
    id,
    kind,
    name,
    isReady: true,
    isLocal,
    place: isLocal ? "on this computer" : new URL(baseUrl).host,
    endpoint: {
      baseUrl,
      keyLastFour: key?.lastFour ?? null,
      concurrency,
      runningBatches: runningBatches(db, id),
      toDelete: countToDelete(db, id),
    },
  };
}
