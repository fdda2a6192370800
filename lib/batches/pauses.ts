import { LONGEST_BACKOFF_MS, LONGEST_PARK_MS, LONGEST_WAIT_MS } from "#lib/batches/limits";
import { VendorFailure } from "#lib/providers/vendor";

const FIRST_MS = 1000;
/** A provider without a key is looked at often: somebody may just be typing it. */
const NOT_READY_MS = 2000;

/** How long each provider is left alone after failures. Kept in memory: a restart may look at once. */
export type Pauses = {
  /** Until when, ms; 0 when it may be asked now. */
  until(provider: string): number;
  /** Notes a failure: the vendor's own Retry-After, else twice as long as the last time, with jitter, up to 5 minutes. */
  failed(provider: string, now: number, error: unknown): void;
  clear(provider: string): void;
};

/** `random` spreads clients that failed together; 0 to 1. */
export function createPauses(random: () => number = Math.random): Pauses {
  const known = new Map<string, { failures: number; until: number }>();
  return {
    until: (provider) => known.get(provider)?.until ?? 0,
    failed(provider, now, error) {
      const failures = known.get(provider)?.failures ?? 0;
      if (!(error instanceof VendorFailure)) {
        known.set(provider, { failures, until: now + NOT_READY_MS });
        return;
      }
      const grown = Math.min(FIRST_MS * 2 ** Math.min(failures, 20), LONGEST_BACKOFF_MS);
      const wait = error.retryAfterMs === null ? grown * (0.75 + random() / 4) : askedWait(error.retryAfterMs);
      known.set(provider, { failures: failures + 1, until: now + wait });
    },
    clear: (provider) => known.delete(provider),
  };
}

/** A Retry-After as far as it is believed: "at once" still means a second, and a day an hour. */
export function askedWait(retryAfterMs: number): number {
  return Math.min(Math.max(retryAfterMs, FIRST_MS), LONGEST_WAIT_MS);
}

/**
 * How long until a remembered time, ms; 0 when it has come, or when it lies further ahead than any wait of ours:
 * then the clock was wrong when it was written, or is now.
 */
export function msUntil(at: number | null, now: number): number {
  const left = (at ?? 0) - now;
  return left > LONGEST_PARK_MS ? 0 : Math.max(0, left);
}
