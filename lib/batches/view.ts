/** What screens see of batches. Types only: shared by lib, app and components. */

import type { VendorError, VendorTimes } from "#db/schema";
import type { Remedy } from "#lib/batches/causes";
import type { Estimate } from "#lib/batches/draft-view";
import type { PartState } from "#lib/batches/status";
import type { Form } from "#lib/prompts/form";

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
  /** Of the failed and not run ones: those a person left as they are. */
  settled: number;
  /** Whom it was submitted to. */
  provider: string;
  providerName: string;
  model: string;
  /** Who works on it now, or did last (a retry may have gone elsewhere), and whether it refuses the key. */
  now: { provider: string; name: string; isRefused: boolean };
  promptName: string;
  /** null where they were written for this batch. */
  promptVersion: number | null;
  createdAt: number;
  submittedAt: number | null;
  submittedBy: string;
  finishedAt: number | null;
  removedAt: number | null;
};

export type PartView = {
  id: number;
  number: number;
  state: PartState;
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
  wait: PartWait | null;
  extras: ExtraView[];
};

/** Why a part has not been sent yet, where it waits for something. */
export type PartWait = {
  /** The part that has to end first: its number, and its batch's name when it is another batch's. */
  for: { number: number; batchName: string | null } | null;
  /** When it is sent again at the latest, ms; null when that is not known. */
  until: number | null;
  why: string | null;
};

/** A second batch of the same part at the vendor: cancelled, and written down. */
export type ExtraView = { vendorBatchId: string; vendorStatus: string; foundAt: number; endedAt: number | null };

/** Why emails have no summary, in the provider's own codes and words. */
export type ReasonGroup = { outcome: "failed" | "not_run"; code: string; message: string; count: number };

/** Emails without a summary for the same cause, and what helps. The causes stand in lib/batches/causes.ts. */
export type ProblemGroup = {
  cause: string;
  /** The provider's codes that it stands for; "" where it gave none. */
  codes: string[];
  title: string;
  meaning: string;
  remedy: Remedy;
  count: number;
  /** Of them: those whose part has ended, so that they can be tried again now. */
  ready: number;
  /** Of them: those that were not run at all; the others failed. */
  notRun: number;
  /** Left as they are by a person. */
  isSettled: boolean;
  /** The provider's own words, the most frequent first. */
  words: string[];
  /** How it was asked last, and what limits an earlier retry set. */
  sent: { provider: string; model: string; longestText: number | null; answerTokens: number | null };
  /** The limits that held, the recipe's own among them: characters of an email, tokens of an answer; null: none. */
  limits: { longestText: number | null; answerTokens: number | null };
};

/** What stopping a batch now would keep, and may still cost. */
export type StopView = {
  /** Emails that have their answer; they stay. */
  done: number;
  /** Emails at the provider that may still be answered, and paid, while it stops. */
  underway: number;
  /** Emails that were not sent yet, and will not be. */
  unsent: number;
  /** What the underway ones would cost, US dollars; null when the price is not known. */
  cost: number | null;
  /** Whether all that still runs runs in the built-in engine. */
  isHere: boolean;
};

/** What trying some of a batch's emails again would send, and cost. */
export type RetryEstimate = Pick<Estimate, "emails" | "cost" | "inputTokens" | "outputTokens"> & {
  /** Of the emails looked at: those of which only the beginning would be sent. */
  cut: number;
  sampled: number;
};

export type DeletionView = {
  vendorFileId: string;
  partId: number | null;
  createdAt: number;
  attempts: number;
  /** When the provider confirmed, ms; null while it has not. */
  deletedAt: number | null;
  /** "200" deleted then, "404" gone before. */
  receipt: string | null;
};

/** A line of an answer that belongs to no email of its batch. */
type QuarantineLine = { id: number; source: "output" | "error"; line: number; why: string; raw: string };
export type QuarantinePage = { lines: QuarantineLine[]; total: number };

/** The vectors of a batch's summaries, made by a provider in parts of their own. */
export type VectorsView = {
  state: "waiting" | "working" | "done";
  /** Summaries asked for: `made` have their vector, of `failed` none came, the others are awaited. */
  total: number;
  made: number;
  failed: number;
  /** Answered by the provider and not collected yet. */
  ahead: number;
  provider: string;
  providerName: string;
  model: string;
  /** Why they wait, or why some failed; null when there is nothing to say. */
  reason: string | null;
  /** US dollars so far; null when the price is not known. */
  cost: number | null;
};

export type BatchView = BatchRow & {
  instructions: string;
  form: Form | null;
  recipe: "classic" | "mailgist";
  revision: number;
  parts: PartView[];
  /** null where no provider was asked for any. */
  vectors: VectorsView | null;
  problems: ProblemGroup[];
  reasons: ReasonGroup[];
  quarantined: number;
  deletions: DeletionView[];
  /** What the vendor counted, and what that cost; null cost when the model has no known price. */
  usage: {
    inputTokens: number;
    /** Of the input, what the vendor had read before and charges less for. */
    cachedTokens: number;
    outputTokens: number;
    /** Of the output, what the model thought. */
    reasoningTokens: number;
    /** US dollars for what was used so far. */
    cost: number | null;
    /** What live calls would have cost. */
    liveCost: number | null;
    /** What the estimate said before; null when nobody counted, or the price was not known. */
    expected: { low: number; high: number } | null;
    /** False while parts still run and more may come. */
    isFinal: boolean;
    /** Whether every part of it ran in the built-in engine. */
    isHere: boolean;
  };
  canCancel: boolean;
  canRetry: boolean;
  /** The other providers that retries went to, by name. */
  alsoAt: string[];
  /** null when there is nothing to stop. */
  stop: StopView | null;
  /** Next look at the provider, ms since epoch; null when nothing is awaited. */
  nextLookAt: number | null;
  /** The other batches over its dataset, newest first: what it can be compared with. */
  others: { id: number; name: string; model: string; promptName: string }[];
};

/** What a calendar month costs, US dollars. */
export type SpendView = {
  monthStart: number;
  /** Everything, what still runs included. */
  total: number;
  /** Of it, what still runs: the high end of its estimate. */
  awaited: number;
  /** Of it, what was tried live. */
  trials: number;
  /** Models whose price is not known: what they cost is missing. */
  unpriced: string[];
};
