import { LONGEST_BACKOFF_MS, LONGEST_PARK_MS, LONGEST_WAIT_MS } from "#lib/batches/limits";
import { VendorFailure } from "#lib/providers/vendor";

const FIRST_MS = 1000;
/** A provider without a key is looked at often: somebody may just be typing it. */
const NOT_READY_MS = 2000;

/** How long each provider, or each part, is left alone after failures. Kept in memory: a restart may look at once. */
export type Pauses<Key = string> = {
  /** Until when, ms; 0 when it may be asked now. */
  until(key: Key): number;
  /** Notes a failure: the vendor's own Retry-After, else twice as long as the last time, with jitter, up to the longest. */
  failed(key: Key, now: number, error: unknown): void;
  clear(key: Key): void;
};

/** `random` spreads clients that failed together; 0 to 1. `longestMs`: 5 minutes unless given. */
export function createPauses<Key = string>(
  random: () => number = Math.random,
  longestMs = LONGEST_BACKOFF_MS,
): Pauses<Key> {
  const known = new Map<Key, { failures: number; until: number }>();
  return {
    until: (key) => known.get(key)?.until ?? 0,
    failed(key, now, error) {
      const failures = known.get(key)?.failures ?? 0;
      if (!(error instanceof VendorFailure)) {
        known.set(key, { failures, until: now + NOT_READY_MS });
        return;
      }
      const grown = Math.min(FIRST_MS * 2 ** Math.min(failures, 20), longestMs);
      const wait = error.retryAfterMs === null ? grown * (0.75 + random() / 4) : askedWait(error.retryAfterMs);
      known.set(key, { failures: failures + 1, until: now + wait });
    },
    clear: (key) => known.delete(key),
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
