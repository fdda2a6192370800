/** What the vendor takes in one batch: 50,000 requests and 200 MB (OpenAI Batch guide). MB read as the smaller one. */
export type PartLimits = { requests: number; bytes: number };
export const PART_LIMITS: PartLimits = { requests: 50_000, bytes: 200_000_000 };

/** Emails read at once. Small enough that reading and building them holds the loop for some 10 ms. */
export const SLICE_EMAILS = 128;
/** What is handed on at once while a file is built or sent: big writes are cheap, many lines at a time are not. */
export const CHUNK_BYTES = 1 << 20;
/** Background transactions end after this long, so that the web process never waits for them. */
export const SLICE_MS = 40;

/** How long the vendor keeps what we upload: it is deleted once collected, this is only the safety net. On this computer as long as results. */
export const INPUT_EXPIRES_SECONDS = 7 * 24 * 3600;
/** Results wait as long as the vendor allows, for a computer that was off over a holiday. */
export const OUTPUT_EXPIRES_SECONDS = 30 * 24 * 3600;

/** How long a call whose reply was lost may still take effect before we look a second time and send again. */
export const GRACE_MS = 60_000;
export const ENGINE_GRACE_MS = 2000;
/** Clocks differ: vendor times this much before the intent still count. */
export const CLOCK_SLACK_MS = 10 * 60_000;

/** Uploads or creations of a part that may fail without a clean answer, one after another, before it stops with the reason: some ten hours. */
export const MOST_FAILED_SENDS = 30;
/** After so many, they are rarer. */
export const OFTEN_FAILED_SENDS = 12;
export const RARE_SEND_WAIT_MS = 30 * 60_000;

export const ENGINE_POLL_MS = 300;
export const LONGEST_BACKOFF_MS = 5 * 60_000;
/** A Retry-After beyond this is not believed. */
export const LONGEST_WAIT_MS = 3_600_000;

/** Waits after the account's queue was full; after the last one, with nothing else of ours queued, the part stops. */
export const QUEUE_FULL_WAITS_MS = [5, 10, 20, 40, 80].map((minutes) => minutes * 60_000);
/** A remembered time further ahead than this was not written by a clock that was right. */
export const LONGEST_PARK_MS = 2 * 3_600_000;
/** The smallest queue an account is known to have takes more than this: a part below it is not cut for being too large. */
export const SMALLEST_CUT_BYTES = 200_000;

/** An answer of the longest output any model writes stays well below; longer lines are not read into memory. */
export const LONGEST_LINE = 8 * 1024 * 1024;
/** How much of a line that belongs nowhere is kept. */
export const QUARANTINE_CHARS = 2000;

/** Waits between looks for what a provider should have and does not show; after the last look it counts as gone. */
export const MISSING_WAITS_MS = [1, 2, 4, 8, 10].map((minutes) => minutes * 60_000);

/** How long after a lost reply is looked once more for what that call did all the same. */
export const LOOK_AGAIN_MS = [10 * 60_000, 3_600_000, 25 * 3_600_000];
