/** What went wrong in a call of the SDK, in our words. Sources: OpenAI API reference (Error codes), the types of openai 7. */
import OpenAI from "openai";
import { AppError } from "#lib/errors";
import { AddressRefused } from "#lib/providers/guard";
import { VendorFailure } from "#lib/providers/vendor";

/** Makes a call and throws whatever goes wrong as VendorFailure, or as AppError when the disk is full. */
export async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toFailure(error);
  }
}

/** A full disk is no fault of the provider's, and nothing was lost on the way. */
function isDisk(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && ["ENOSPC", "EDQUOT", "EROFS"].includes(String(error.code));
}

function toFailure(error: unknown): VendorFailure | AppError {
  if (isDisk(error)) return new AppError("unavailable", "The disk is full: the results wait at the provider.");
  const refused = findRefusal(error);
  if (refused) return new VendorFailure("rejected", refused.message, { code: "address_refused" });
  if (!(error instanceof OpenAI.APIError)) return new VendorFailure("unknown", "The reply was lost on the way.");
  const status = error.status ?? null;
  const code = error.code ?? null;
  const message = (error.error as { message?: string } | undefined)?.message ?? error.message;
  const detail = { status, code, retryAfterMs: retryAfter(error.headers) };
  if (status === 429) return new VendorFailure("throttled", message, detail);
  // 408 and 409 are the vendor's own "try again": nobody knows whether it acted.
  if (status !== null && status >= 400 && status < 500 && status !== 408 && status !== 409) {
    return new VendorFailure("rejected", message, detail);
  }
  return new VendorFailure("unknown", status === null ? "The provider could not be reached." : message, detail);
}

/** The guard's own refusal stands somewhere in the chain of causes. */
function findRefusal(error: unknown): AddressRefused | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AddressRefused) return cause;
  }
  return null;
}

/** Retry-After is either seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers | undefined): number | null {
  const value = headers?.get("retry-after");
  if (!value) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
