import type { ActionResult } from "#lib/action";

type OnBatch<R = unknown> = (input: { id: number }) => Promise<ActionResult<R>>;

/** What to try again, and how; what is left out stays as the batch has it. */
export type RetryWish = {
  cause?: string;
  provider?: string;
  model?: string;
  longestText?: number;
  answerTokens?: number;
};

/** What can be done to a batch; the pages hand these down from app/batches/actions.ts. */
export type BatchActions = {
  cancel: OnBatch;
  retry: (input: RetryWish & { id: number }) => Promise<ActionResult<unknown>>;
  /** Asks for the vectors again that did not come. */
  retryVectors: OnBatch;
  /** Leaves the problems of a cause as they are, or takes them up again. */
  settle: (input: { id: number; cause?: string; isSettled: boolean }) => Promise<ActionResult<unknown>>;
  remove: OnBatch;
  restore: OnBatch;
  rename: (input: { id: number; name: string }) => Promise<ActionResult<unknown>>;
};
