/** What screens see of batches. Types only: shared by lib, app and components. */
import type { VendorError, VendorTimes } from "#db/schema";

/** Every email of a batch in exactly one column: emails = summarised + failed + notRun + pending. */
export type Ledger = { emails: number; summarised: number; failed: number; notRun: number; pending: number };

/** What a batch is doing, derived from its parts. The words on screen for each live in lib/words.ts. */
export type Phase =
  | "draft"
  | "waiting"
  | "checking"
  | "working"
  | "collecting"
  | "done"
  | "done-with-problems"
  | "stopping"
  | "stopped"
  | "ran-out-of-time"
  | "could-not-start"
  | "making-sure"
  | "unreachable";

export type BatchRow = {
  id: number;
  name: string;
  datasetId: number;
  datasetName: string;
  phase: Phase;
  /** The words for the phase, e.g. "Working 412 of 1,000", numbers in the given locale. */
  label: string;
  tone: "neutral" | "busy" | "good" | "warn" | "bad";
  /** Emails answered so far, for a progress bar; null when there is nothing to measure. */
  progress: { done: number; total: number } | null;
  isActive: boolean;
  ledger: Ledger;
  provider: string;
  providerName: string;
  model: string;
  promptName: string;
  createdAt: number;
  submittedAt: number | null;
  submittedBy: string;
  finishedAt: number | null;
  removedAt: number | null;
};

export type PartView = {
  id: number;
  number: number;
  state: string;
  label: string;
  reason: string | null;
  model: string;
  requestCount: number;
  bytes: number | null;
  sha256: string | null;
  vendorStatus: string | null;
  vendorBatchId: string | null;
  vendorFileId: string | null;
  outputFileId: string | null;
  errorFileId: string | null;
  vendorTimes: VendorTimes;
  vendorErrors: VendorError[];
  vendorCounts: { total: number; completed: number; failed: number } | null;
  inputTokens: number | null;
  outputTokens: number | null;
  submittedAt: number | null;
  finishedAt: number | null;
};

/** Why emails have no summary, grouped. */
export type ReasonGroup = { outcome: "failed" | "not_run"; code: string; message: string; count: number };

export type BatchView = BatchRow & {
  instructions: string;
  recipe: "classic" | "mailgist";
  revision: number;
  parts: PartView[];
  reasons: ReasonGroup[];
  quarantined: number;
  /** What the vendor counted, and what that cost; null cost when the model has no known price. */
  usage: { inputTokens: number; outputTokens: number; cost: number | null };
  canCancel: boolean;
  canRetry: boolean;
  /** Next look at the provider, ms since epoch; null when nothing is awaited. */
  nextLookAt: number | null;
};

export type DraftView = {
  id: number;
  datasetId: number;
  revision: number;
  provider: string;
  providerName: string;
  model: string;
  recipe: "classic" | "mailgist";
  promptName: string;
  instructions: string;
  /** Emails that would be sent. */
  emailCount: number;
};

/** One request as people read it and as it is sent. */
export type PreviewRequest = {
  /** 1-based line number in the JSONL. */
  line: number;
  customId: string;
  emailId: number;
  messages: { role: string; content: string }[];
  /** The line itself, without its line feed. */
  raw: string;
};

export type PreviewPage = { requests: PreviewRequest[]; total: number; next: number | null };

/** What the draft's JSONL is, byte for byte: one entry per file that would be uploaded. */
export type PreviewFile = { number: number; requests: number; bytes: number; sha256: string };

export type Estimate = {
  emails: number;
  parts: number;
  /** Tokens in, counted from a sample and given as a range; equal when all were counted. */
  inputTokens: { low: number; high: number };
  /** Tokens out, assumed. */
  outputTokens: { low: number; high: number };
  /** US dollars at batch price; null when the model's price is not known; 0 for the built-in engine. */
  cost: { low: number; high: number } | null;
  /** Plain sentences: what was assumed. */
  assumptions: string[];
  sampled: number;
};
