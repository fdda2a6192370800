import type { ActionResult } from "#lib/action";

/** What can be done with two batches side by side; the page hands these down from app/batches/compare-actions.ts. */
export type CompareActions = {
  pick: (input: { id: number; isPicked: boolean }) => Promise<ActionResult<unknown>>;
  pickAll: (input: { batchId: number; otherId: number }) => Promise<ActionResult<{ id: number }>>;
  undoPickAll: (input: { id: number }) => Promise<ActionResult<unknown>>;
};
