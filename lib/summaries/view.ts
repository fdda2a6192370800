/** What screens see of summaries. Types only: shared by lib, app and components. */

export type Outcome = "summarised" | "failed" | "not_run";
export type SummarySort = "newest" | "date-desc" | "date-asc" | "sender" | "subject";

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

/** `total` is counted up to 1,000; `totalIsCapped` says that there are more. */
export type SummaryPage = { rows: SummaryRow[]; next: string | null; total: number; totalIsCapped: boolean };

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
