/** What screens see of two batches side by side. Types only. */
import type { Claim, Outcome } from "#lib/summaries/view";

/** One batch's summary of an email. `claims`: what the email does not support; null until it was checked. */
export type PairSide = {
  id: number;
  outcome: Outcome;
  text: string;
  reason: string | null;
  claims: Claim[] | null;
  /** Whether it is the one that lists, search and exports show. */
  isCurrent: boolean;
  correctedAt: number | null;
  reviewedAt: number | null;
};

export type Pair = {
  emailId: number;
  sender: string;
  subject: string;
  date: number | null;
  left: PairSide;
  right: PairSide;
};

export type PairPage = { rows: Pair[]; next: number | null };

/** `grounded`: how many were held against their email; `inUse`: how many are the current ones. */
export type SideTotals = { characters: number; claims: number; grounded: number; inUse: number };
export type PairTotals = { pairs: number; different: number; left: SideTotals; right: SideTotals };

/** A choice of one batch for all emails, as far as it has come. `kept`: left as they are, since a person stood by them. */
export type PickView = {
  id: number;
  batchId: number;
  state: "picking" | "picked" | "undoing" | "undone";
  done: number;
  kept: number;
};

export type Comparison = PairTotals & { pick: PickView | null };
