import type { ActionResult } from "#lib/action";

type OnBatch<R = unknown> = (input: { id: number }) => Promise<ActionResult<R>>;

/** What can be done to a batch; the pages hand these down from app/batches/actions.ts. */
export type BatchActions = {
  cancel: OnBatch;
  retry: OnBatch;
  remove: OnBatch;
  restore: OnBatch;
  rename: (input: { id: number; name: string }) => Promise<ActionResult<unknown>>;
};
