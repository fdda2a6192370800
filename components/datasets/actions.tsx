import type { ActionResult } from "#lib/action";
import type { DraftView } from "#lib/batches/draft-view";
import type { Show, TableView } from "#lib/datasets/view";
import type { Form } from "#lib/prompts/form";

type Columns = TableView["fields"];

/** What can be done with datasets; pages hand the server's actions down. */
export type DatasetActions = {
  rename: (input: { id: number; name: string }) => Promise<ActionResult<unknown>>;
  remove: (input: { id: number }) => Promise<ActionResult<unknown>>;
  restore: (input: { id: number }) => Promise<ActionResult<unknown>>;
};

/** Which emails: those with these ids, all of them, or those under a filter. */
export type WhichEmails = {
  emailIds?: number[];
  all?: true;
  q?: string | undefined;
  show?: Show | undefined;
  thread?: number | undefined;
};

/** Leaving out and taking in, and what takes exactly that back. */
export type LeaveOutActions = {
  leaveOut: (
    input: WhichEmails & { datasetId: number; leftOut: boolean },
  ) => Promise<ActionResult<{ changed: number; choiceId: number }>>;
  undo: (input: { datasetId: number; choiceId: number; leftOut: boolean }) => Promise<ActionResult<unknown>>;
};

/** Which column of which table holds what; null goes back to the guess. Answers the dataset to look at and how many files are read again. */
export type MatchColumns = (input: {
  datasetId: number;
  headersId: string;
  fields: Columns | null;
  revision: number;
}) => Promise<ActionResult<{ datasetId: number; filesRead: number }>>;

export type DraftChange = {
  provider?: string;
  model?: string;
  promptId?: string;
  recipe?: "classic" | "mailgist";
  instructions?: string;
  form?: Form | null;
};

/** What can be done with a dataset's draft batch. */
export type DraftActions = {
  open: (input: { datasetId: number }) => Promise<ActionResult<DraftView>>;
  change: (input: DraftChange & { id: number }) => Promise<ActionResult<DraftView>>;
  submit: (input: { id: number; revision: number }) => Promise<ActionResult<{ id: number }>>;
  /** Tries emails live; without `emailIds` random ones. */
  tryEmails: (input: { id: number; revision: number; emailIds?: number[] }) => Promise<ActionResult<unknown>>;
  cancelTrials: (input: { id: number }) => Promise<ActionResult<unknown>>;
};
