/** What a provider should have and does not show: one look proves nothing. Pure. */
import { MISSING_WAITS_MS } from "#lib/batches/limits";
import type { Part } from "#lib/batches/parts";

type Looked = Pick<Part, "missingLooks">;

/** Whether the next look that does not find it either is the last one. */
export function isLastLook({ missingLooks }: Looked): boolean {
  return missingLooks >= MISSING_WAITS_MS.length;
}

/**
 * What to store of a part after a look that did not find what should be there, but for the last one. The count and the
 * next time are stored, so that a restart neither begins anew nor ends the waiting early. `what`: "the results".
 */
export function lookedInVain(part: Looked, now: number, what: string) {
  const looks = part.missingLooks + 1;
  const left = MISSING_WAITS_MS.length + 1 - looks;
  return {
    missingLooks: looks,
    nextAttemptAt: now + (MISSING_WAITS_MS[part.missingLooks] ?? 0),
    reason: `The provider does not show ${what}. Mailgist asks again${left === 1 ? ", for the last time" : `, up to ${left} more times`}, before it takes them for gone.`,
  };
}

/** What to store once everything was found. */
export const FOUND = { missingLooks: 0, nextAttemptAt: null } as const;
