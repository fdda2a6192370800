/** The words for what batches and parts are doing and what columns hold, in one place. Pure. */
import type { BatchRow, Ledger, Phase } from "#lib/batches/view";
import type { Field } from "#lib/emails/fields";
import { DEFAULT_LOCALE, formatNumber, formatTime } from "#lib/format";
import type { Away } from "#lib/providers/reach";

/** "“Customer complaints”, version 3"; without a version they were written for one batch. */
export function promptWords(name: string, version: number | null): string {
  return version === null ? `“${name}”` : `“${name}”, version ${version}`;
}

export type PhaseFacts = {
  ledger: Ledger;
  /** Problems that were left as they are. */
  settled: number;
  progress: { done: number; total: number } | null;
  /** Why it could not start. */
  reason: string | null;
  providerName: string;
  /** Since when the provider cannot be asked, and why. */
  away: Away | null;
};

/** "Working 412 of 1,000". Numbers and times in the given locale. */
export function phaseLabel(phase: Phase, facts: PhaseFacts, locale = DEFAULT_LOCALE): string {
  const number = (value: number) => formatNumber(value, locale);
  switch (phase) {
    case "draft":
      return "Draft";
    case "waiting":
      return "Waiting";
    case "checking":
      return "Checking";
    case "working":
      return facts.progress ? `Working ${number(facts.progress.done)} of ${number(facts.progress.total)}` : "Working";
    case "collecting":
      return "Collecting results";
    case "done":
      return "Done";
    case "done-with-problems":
      return `Done with ${problems(facts, number)}`;
    case "stopping":
      return "Stopping";
    case "stopped":
      return "Stopped";
    case "ran-out-of-time":
      return `Ran out of time: ${number(facts.ledger.summarised)} kept`;
    case "could-not-start":
      return `Could not start: ${facts.reason ?? "the provider refused it"}`;
    case "making-sure":
      return "Making sure it was not sent twice";
    case "unreachable":
      return awayWords(facts, locale);
  }
}

function awayWords({ providerName, away }: PhaseFacts, locale: string): string {
  const words = away?.isRefused ? `${providerName} does not accept the key` : `Cannot reach ${providerName}`;
  return away === null ? words : `${words} since ${formatTime(away.since, locale)}`;
}

function problems({ ledger, settled }: PhaseFacts, number: (value: number) => string): string {
  const count = ledger.failed + ledger.notRun - settled;
  return count === 1 ? "1 problem" : `${number(count)} problems`;
}

const TONES: Record<Phase, BatchRow["tone"]> = {
  draft: "neutral",
  waiting: "busy",
  checking: "busy",
  working: "busy",
  collecting: "busy",
  done: "good",
  "done-with-problems": "warn",
  stopping: "busy",
  stopped: "neutral",
  "ran-out-of-time": "warn",
  "could-not-start": "bad",
  "making-sure": "warn",
  unreachable: "bad",
};

/** How a phase is coloured. */
export function phaseTone(phase: Phase): BatchRow["tone"] {
  return TONES[phase];
}

const PART_WORDS: Record<string, string> = {
  waiting: "Waiting",
  building: "Preparing the file",
  uploading: "Uploading",
  creating: "Submitting",
  uncertain: "Making sure it was not sent twice",
  collecting: "Collecting results",
  done: "Done",
  stopped: "Stopped",
};
const VENDOR_WORDS: Record<string, string> = {
  validating: "Checking",
  finalizing: "Preparing the results",
  completed: "Results are ready",
  failed: "Refused by the provider",
  expired: "Ran out of time",
  cancelling: "Stopping",
  cancelled: "Stopped",
};

/** What one part is doing. */
export function partLabel(state: string, vendorStatus: string | null): string {
  if (state === "submitted") return VENDOR_WORDS[vendorStatus ?? "validating"] ?? "Working";
  if (state === "done" && vendorStatus !== null && vendorStatus !== "completed")
    return VENDOR_WORDS[vendorStatus] ?? "Done";
  return PART_WORDS[state] ?? state;
}

/** Reasons why an email has no summary that are ours to word; the vendor's own messages stand as they are. */
export const REASONS = {
  no_answer: "No answer came",
  batch_expired: "The provider ran out of time before this email",
  batch_cancelled: "Stopped before it was answered",
  request_timeout: "The provider gave up on this email",
  not_sent: "Stopped before it was sent",
  refused: "The provider refused this email",
  results_gone: "The provider no longer has the results",
} as const;

/** What a column can hold, in the order in which it is offered. */
export const FIELD_WORDS: Record<Field, string> = {
  subject: "Subject",
  text: "Body",
  html: "Body as HTML",
  from: "From",
  fromName: "From: name",
  fromAddress: "From: address",
  to: "To",
  toName: "To: names",
  toAddress: "To: addresses",
  cc: "Cc",
  ccName: "Cc: names",
  ccAddress: "Cc: addresses",
  date: "Date",
  messageId: "Message-ID",
  inReplyTo: "In reply to",
  references: "References",
  attachments: "Attachments",
  whole: "Whole message with headers",
};
