/** What a failed call says about what was asked for. Pure. */
import type { VendorError } from "#db/schema";
import { VendorFailure } from "#lib/providers/vendor";

/**
 * Whether a failure is about the one batch or file that was asked for: then others are not held up by it. A provider
 * that is away, asks to wait or does not accept the key is no use to anybody.
 */
export function isOfOneObject(error: unknown): error is VendorFailure & { status: number } {
  if (!(error instanceof VendorFailure) || error.kind === "throttled") return false;
  return error.status !== null && error.status !== 401;
}

/** The provider's own words for a failure, but for a refused key: those quote a part of it. */
export function failureWords(failure: VendorFailure, providerName: string): string {
  return failure.status === 401 ? `${providerName} does not accept the key` : failure.message;
}

/** Why a whole batch failed at the vendor, in its words; null when it did not. */
export function whyFailed(vendorStatus: string | null, errors: VendorError[] | null): string | null {
  if (vendorStatus !== "failed") return null;
  const [first] = errors ?? [];
  if (!first) return "the provider refused the file without saying why";
  const count = errors?.length ?? 0;
  const more = count > 1 ? ` (and ${count - 1} more)` : "";
  return `${first.message || first.code}${first.line === null ? "" : ` (line ${first.line})`}${more}`;
}
