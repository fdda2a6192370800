import { inArray } from "drizzle-orm";
import { z } from "zod";
import { parts } from "#db/schema";
import { AppError } from "#lib/errors";
import { saveModels } from "#lib/providers/models";
import { providerName } from "#lib/providers/names";
import { openProvider } from "#lib/providers/open";
import { noteReachable } from "#lib/providers/reach";
import { VendorFailure } from "#lib/providers/vendor";
import type { AccountBatch } from "#lib/settings/view";
import type { Answerer } from "#lib/worker/answer";

const inputSchema = z.object({ provider: z.string() });
const ACCOUNT_PAGE = 100;

/** What the web asks the worker about a provider while someone waits. */
export const settingsAnswerers: Record<string, Answerer> = {
  "test-connection": async (input, context) => {
    const { provider } = inputSchema.parse(input);
    return inPlainWords(provider, async () => {
      const client = await openProvider(context, provider);
      const models = await client.listModels();
      await client.listBatches({ limit: 1 });
      if (provider === "openai") saveModels(context.db, models, context.now());
      noteReachable(context.db, provider);
      return {
        message: `${providerName(provider)} answered. It offers ${models.length === 1 ? "1 model" : `${models.length} models`}.`,
      };
    });
  },
  "account-batches": async (input, context): Promise<AccountBatch[]> => {
    const { provider } = inputSchema.parse(input);
    return inPlainWords(provider, async () => {
      const client = await openProvider(context, provider);
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

async function inPlainWords<T>(provider: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof VendorFailure)) throw error;
    throw new AppError("unavailable", explain(providerName(provider), error));
  }
}

function explain(name: string, failure: VendorFailure): string {
  if (failure.status === 401)
    return `${name} does not accept this key. Check that it was copied whole and is still active.`;
  if (failure.status === 403)
    return `${name} accepts the key, but does not let it use batches. Ask whoever manages the account.`;
  if (failure.kind === "throttled")
    return `${name} is being asked too often, or the account has no credit left: ${failure.message}`;
  if (failure.kind === "rejected") return `${name} refused: ${failure.message}`;
  return `${name} could not be reached. Check the internet connection and try again.`;
}
