import type { ProviderKind } from "#lib/providers/kinds";
import type { VendorFailure } from "#lib/providers/vendor";

/** Why a provider could not be asked, in a sentence for people. Pure. */
export function explainFailure(
  { kind, name, place, isLocal }: { kind: ProviderKind; name: string; place: string; isLocal: boolean },
  failure: VendorFailure,
): string {
  if (failure.code === "address_refused") return failure.message;
  if (failure.status === 401)
    return `${name} does not accept this key. Check that it was copied whole and is still active.`;
  if (failure.status === 403)
    return `${name} knows the key, but does not let it ${kind === "chat" ? "ask its models" : "use batches"}. Ask whoever manages the account.`;
  if (failure.kind === "throttled")
    return `${name} is being asked too often, or the account has no credit left: ${failure.message}`;
  if (failure.kind === "rejected") return `${name} refused: ${failure.message}`;
  if (isLocal) return `${name} could not be reached. Check that it is running on this computer, and its address.`;
  return `${name} could not be reached at ${place}. Check the internet connection and try again.`;
}
