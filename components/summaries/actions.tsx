import type { ActionResult } from "#lib/action";

type Seen = { id: number; revision: number };
type Changes = Promise<ActionResult<{ revision: number }>>;

/** What can be done to a summary; the page hands these down from app/summaries/actions.ts. */
export type SummaryActions = {
  edit: (input: Seen & { text: string }) => Changes;
  undoEdit: (input: Seen) => Changes;
  restoreEdit: (input: Seen & { editId: number }) => Changes;
  review: (input: Seen & { isReviewed: boolean }) => Promise<ActionResult<unknown>>;
  rate: (input: { id: number; rating: 1 | -1 | null }) => Promise<ActionResult<unknown>>;
  pick: (input: { id: number; isPicked: boolean }) => Promise<ActionResult<unknown>>;
};
