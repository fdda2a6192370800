/** What screens see of summaries. Types only: shared by lib, app and components. */
import type { Claim } from "#db/schema";
import type { Fields } from "#lib/prompts/form";

export type { Claim, ClaimPlace } from "#db/schema";

export type Outcome = "summarised" | "failed" | "not_run";
/** "best": what matches best first; without a search it is "newest". */
export type SummarySort = "best" | "newest" | "date-desc" | "date-asc" | "sender" | "subject";

/** What is asked for; lives in the URL. Dates are days "2026-11-23", inclusive, by this computer's clock. */
export type SummaryFilter = {
  q?: string;
  dataset?: number;
  batch?: number;
  /** Part of a sender's name or address. */
  sender?: string;
  /** A sender's domain, "example.com"; those under it count as well. */
  domain?: string;
  from?: string;
  to?: string;
  outcome?: Outcome;
  /** With a batch: only what has no summary for one of these reasons, the provider's codes ("-": it gave none). */
  codes?: string[];
  review?: ReviewFilter;
  /** Only those that need a look and that nobody has reviewed. */
  look?: true;
  /** Only those whose email hides text, addresses a model, or is so long that it may have been cut. */
  problems?: true;
  /** Ids of tags: what has all of them. */
  tags?: number[];
  category?: string;
  sentiment?: string;
  urgency?: string;
  /** Just these summaries. */
  ids?: number[];
  /** A part of the map, see lib/summaries/area. */
  area?: string;
};

export type ReviewFilter = "open" | "reviewed" | "corrected";

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
  /** Rises with every change of the text; whoever changes it names the one they saw. */
  revision: number;
  /** Whether this very text was held against its email. */
  isGrounded: boolean;
  /** What the email does not support; empty until it is grounded. */
  claims: Claim[];
  isSteered: boolean;
  /** Has claims or is steered, and nobody has reviewed it. */
  needsLook: boolean;
  correctedAt: number | null;
  correctedBy: string;
  reviewedAt: number | null;
  reviewedBy: string;
  /** 1 good, -1 bad. */
  rating: number | null;
  tags: TagRef[];
  /** What its answer says beside it, one text for each value that can be searched for. */
  fieldTexts: string[];
};

/** A summary on paper. */
export type PrintRow = Pick<SummaryRow, "id" | "sender" | "subject" | "date" | "outcome" | "text" | "reason">;

/** A tag as it is shown. */
export type TagRef = { id: number; name: string };

/** `count`: how many of the summaries under the filter have it. */
export type TagFacet = TagRef & { count: number };

/**
 * What a list can be narrowed to further. `tags`: the most frequent, those chosen aside; `isCapped`: the counts are of the
 * newest summaries under the filter only. The rest are the values that answers have, in any order.
 */
export type SummaryFacets = {
  tags: TagFacet[];
  chosen: TagFacet[];
  isCapped: boolean;
  category: string[];
  sentiment: string[];
  urgency: string[];
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
export type MeaningProgress = { done: number; total: number; asks: AskedProvider | null } | null;

/** The provider whose model makes the vectors; null for the local one. Searches are sent to it. */
export type AskedProvider = { id: string; name: string; place: string; isLocal: boolean; model: string };

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

/** The words of an email that address a model. */
export type Steering = { quote: string; isHidden: boolean };

/** One text a summary had. "written": by the model. */
export type SummaryEdit = {
  id: number;
  how: "written" | "edited" | "restored" | "undone";
  text: string;
  at: number;
  who: string;
};

/** One batch's summary of an email. */
export type SummaryVersion = {
  id: number;
  text: string;
  batchId: number;
  batchName: string;
  providerName: string;
  model: string;
  createdAt: number;
  isCurrent: boolean;
  correctedAt: number | null;
  reviewedAt: number | null;
};

export type SummaryView = SummaryRow & {
  steering: Steering | null;
  /** Newest first; empty while nobody changed the text. */
  history: SummaryEdit[];
  /** This one and those of other batches, the newest batch first. */
  versions: SummaryVersion[];
  /** What the answer says beside the summary; null when nothing more was asked for. */
  fields: Fields | null;
  email: {
    fromText: string;
    to: { name: string; address: string }[];
    cc: { name: string; address: string }[];
    date: number | null;
    subject: string;
    text: string;
    attachments: { name: string; size: number; type: string }[];
    fileName: string;
    /** The start of what its HTML hides from a reader. */
    hiddenText: string;
    isLong: boolean;
  };
};

/** A search kept by a name; `address` is the query of its address. */
export type SavedSearch = { id: number; name: string; address: string; createdBy: string };
