import type { ActionResult } from "#lib/action";
import type { DraftView } from "#lib/batches/view";

/** What can be done with datasets; pages hand the server's actions down. */
export type DatasetActions = {
  rename: (input: { id: number; name: string }) => Promise<ActionResult<unknown>>;
  remove: (input: { id: number }) => Promise<ActionResult<unknown>>;
  restore: (input: { id: number }) => Promise<ActionResult<unknown>>;
};

/** Which emails: those with these ids, all of them, or those that match a text. */
export type LeaveOut = (input: {
  datasetId: number;
  emailIds?: number[];
  all?: true;
  q?: string;
  leftOut: boolean;
}) => Promise<ActionResult<unknown>>;

export type DraftChange = {
  provider?: string;
  model?: string;
  promptId?: string;
  recipe?: "classic" | "mailgist";
  instructions?: string;
};

/** What can be done with a dataset's draft batch. */
export type DraftActions = {
  open: (input: { datasetId: number }) => Promise<ActionResult<DraftView>>;
  change: (input: DraftChange & { id: number }) => Promise<ActionResult<DraftView>>;
  submit: (input: { id: number; revision: number }) => Promise<ActionResult<{ id: number }>>;
};
