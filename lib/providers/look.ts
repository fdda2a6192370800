import { type VendorClient, VendorFailure, type VendorModel } from "#lib/providers/vendor";
import type { ProviderView } from "#lib/settings/view";

export type Found = { models: VendorModel[]; hasBatches: boolean };

/** Finds out what an endpoint can do, without sending anything. Throws VendorFailure when it cannot be asked. */
export async function lookAt(client: Pick<VendorClient, "listModels" | "takesBatches">): Promise<Found> {
  const models = await client.listModels().catch((error: unknown) => {
    if (error instanceof VendorFailure && error.status === 404) return [];
    throw error;
  });
  return { models, hasBatches: await client.takesBatches() };
}

/** What was found, in plain words. */
export function lookWords(provider: ProviderView, { models, hasBatches }: Found): string {
  const offers = models.length === 1 ? "1 model" : `${models.length} models`;
  if (provider.kind !== "chat") {
    if (hasBatches) return `${provider.name} answered. It takes batches, and offers ${offers}.`;
    return `${provider.name} answered and offers ${offers}, but it takes no batches. Batches sent there would fail.`;
  }
  const at = provider.endpoint?.concurrency ?? 1;
  const pace = at === 1 ? "one email after the other" : `email by email, ${at} at the same time`;
  return `${provider.name} answered. It offers ${offers} and takes no batches, so Mailgist asks it ${pace}.`;
}
