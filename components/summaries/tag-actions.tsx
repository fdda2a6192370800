import type { ActionResult } from "#lib/action";

type Changed = { changeId: number; kind: string; tag: { id: number; name: string } };
type Change<I> = (input: I) => Promise<ActionResult<Changed>>;

/** What can be done with tags; each answers the id that undoes it. */
export type TagActions = {
  rename: Change<{ id: number; name: string }>;
  merge: Change<{ id: number; otherId: number }>;
  remove: Change<{ id: number }>;
  add: Change<{ summaryId: number; name: string }>;
  takeOff: Change<{ summaryId: number; id: number }>;
  dismiss: Change<{ id: number; otherId: number }>;
  undo: (input: { changeId: number }) => Promise<ActionResult<unknown>>;
};
