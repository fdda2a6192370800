/** What screens see of summaries. Types only: shared by lib, app and components. */

export type Outcome = "summarised" | "failed" | "not_run";
/** "best": what matches best first; without a search it is "newest". */
export type SummarySort = "best" | "newest" | "date-desc" | "date-asc" | "sender" | "subject";

/** What is asked for; lives in the URL. Dates are days "2026-11-23", inclusive, UTC. */
export type SummaryFilter = {
  q?: string;
  dataset?: number;
  batch?: number;
  /** Part of a sender's name or address. */
  sender?: string;
  from?: string;
  to?: string;
  outcome?: Outcome;
};

export type SummaryRow = {
  id: number;
  emailId: number;
  sender: string;
  subject: string;
  date: number | null;
  outcome: Outcome;
  text: string;
  reason: string | null;
  datasetId: number;
  datasetName: string;
  batchId: number;
  batchName: string;
  provider: string;
  providerName: string;
  model: string;
  createdAt: number;
};

/**
 * `total` is counted up to 1,000; `totalIsCapped` says that there are more. `corrections` are words that no text has,
 * with the ones that were looked for instead.
 */
export type SummaryPage = {
  rows: SummaryRow[];
  next: string | null;
  total: number;
  totalIsCapped: boolean;
  corrections: { typed: string; word: string }[];
};

/** A summary near in meaning; `similarity` is the cosine of the vectors, at most 1. */
export type RelatedRow = SummaryRow & { similarity: number };

/** How much can be found by meaning; null when this computer cannot compare vectors at all. */
export type MeaningProgress = { done: number; total: number } | null;

/**
 * What is near in meaning to a search or to a summary, nearest first. "slow": the model did not answer within a second,
 * as it does when it has just been started; "off": vectors cannot be compared on this computer; "unknown": the model
 * knows too little of what was typed, or the summary has no vector (yet).
 */
export type RelatedView = {
  state: "ready" | "slow" | "off" | "unknown";
  rows: RelatedRow[];
  progress: MeaningProgress;
};

export type SummaryView = SummaryRow & {
  email: {
    fromText: string;
    to: { name: string; address: string }[];
    cc: { name: string; address: string }[];
    date: number | null;
    subject: string;
    text: string;
    attachments: { name: string; size: number; type: string }[];
    fileName: string;
  };
};
