import { inArray } from "drizzle-orm";
import { z } from "zod";
import { parts, type SealedKey } from "#db/schema";
import { AppError } from "#lib/errors";
import { checkAddress } from "#lib/providers/address";
import { readAllowed } from "#lib/providers/allowed";
import { createEndpoint } from "#lib/providers/endpoints";
import { explainFailure } from "#lib/providers/explain";
import { findProvider } from "#lib/providers/list";
import { lookAt, lookWords } from "#lib/providers/look";
import { saveModels } from "#lib/providers/models";
import { openEndpoint, openProvider } from "#lib/providers/open";
import { chatPlace, noteReachable } from "#lib/providers/reach";
import { VendorFailure } from "#lib/providers/vendor";
import { unsealKey } from "#lib/settings/seal";
import type { AccountBatch, ProviderView } from "#lib/settings/view";
import type { Answerer } from "#lib/worker/answer";
import type { WorkerContext } from "#lib/worker/lane";

const inputSchema = z.object({ provider: z.string() });
const endpointSchema = z.object({
  name: z.string(),
  baseUrl: z.string(),
  /** Sealed: what is asked of the worker is stored. */
  key: z.custom<SealedKey>().nullable(),
  concurrency: z.number().int(),
});
const ACCOUNT_PAGE = 100;

/** What the web asks the worker about a provider while someone waits. */
export const settingsAnswerers: Record<string, Answerer> = {
  "test-connection": async (input, context) => {
    const provider = needProvider(context, input);
    return inPlainWords(provider, async () => {
      const found = await lookAt(await openProvider(context, provider.id));
      saveModels(context.db, provider.id, found.models, context.now());
      for (const place of [provider.id, chatPlace(provider.id)]) noteReachable(context.db, place);
      return { message: lookWords(provider, found) };
    });
  },
  "add-endpoint": async (input, context) => {
    const { key, ...typed } = endpointSchema.parse(input);
    const { hosts, isStrict } = readAllowed(context.db, context.env);
    const address = checkAddress(typed.baseUrl, hosts, isStrict);
    if (typeof address === "string") throw new AppError("invalid", address);
    // Whether it has batches is not known yet, so nothing is said of them.
    const place = { kind: "chat" as const, name: typed.name.trim(), place: address.host, isLocal: address.isLocal };
    return inPlainWords(place, async () => {
      const client = openEndpoint(context, address.url, key && (await unsealKey(context.env.dataDir, key)));
      const found = await lookAt(client);
      const kind = found.hasBatches ? "batches" : "chat";
      const id = createEndpoint(context.db, context.env, kind, { ...typed, key }, context.now());
      saveModels(context.db, id, found.models, context.now());
      context.wake();
      const provider = needProvider(context, { provider: id });
      return { id, message: lookWords(provider, found) };
    });
  },
  "account-batches": async (input, context): Promise<AccountBatch[]> => {
    const provider = needProvider(context, input);
    return inPlainWords(provider, async () => {
      const client = await openProvider(context, provider.id);
      const { batches } = await client.listBatches({ limit: ACCOUNT_PAGE });
      const ours = new Map(
        context.db
          .select({ vendorBatchId: parts.vendorBatchId, batchId: parts.batchId })
          .from(parts)
          .where(
            inArray(
              parts.vendorBatchId,
              batches.map((batch) => batch.id),
            ),
          )
          .all()
          .map((part) => [part.vendorBatchId, part.batchId]),
      );
      return batches.map((batch) => ({
        vendorBatchId: batch.id,
        status: batch.status,
        createdAt: batch.times.created ?? 0,
        requestCounts: batch.counts,
        description: batch.metadata.description ?? null,
        batchId: ours.get(batch.id) ?? null,
      }));
    });
  },
};

function needProvider(context: WorkerContext, input: unknown): ProviderView {
  const provider = findProvider(context.db, inputSchema.parse(input).provider, context.env);
  if (!provider) throw new AppError("not-found", "This provider is gone.");
  return provider;
}

async function inPlainWords<T>(
  provider: Pick<ProviderView, "kind" | "name" | "place" | "isLocal">,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    throw new AppError("unavailable", explainFailure(provider, error));
  }
}
