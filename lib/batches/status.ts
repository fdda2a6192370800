/** The one place that says what may follow what, and what a batch is doing. Pure. */
import type { Ledger, Phase } from "#lib/batches/view";

export type PartState =
  | "waiting"
  | "building"
  | "uploading"
  | "creating"
  | "uncertain"
  | "submitted"
  | "collecting"
  | "done"
  | "stopped";

/**
 * Every move a part may make. "waiting" is where a part is parked, whatever it already has: a file on disk, a file at
 * the vendor. "collecting" gives every request its outcome, also for parts that never left.
 */
export const PART_MOVES: Record<PartState, readonly PartState[]> = {
  waiting: ["building", "uploading", "creating", "collecting"],
  building: ["waiting"],
  uploading: ["waiting", "creating", "uncertain", "collecting"],
  creating: ["waiting", "submitted", "uncertain", "collecting"],
  uncertain: ["waiting", "submitted", "collecting"],
  submitted: ["waiting", "collecting"],
  collecting: ["done", "stopped"],
  done: [],
  stopped: [],
};

/** Whether a part may go from one state to another. */
export function canMove(from: PartState, to: PartState): boolean {
  return PART_MOVES[from].includes(to);
}

/** A vendor status after which nothing more happens (OpenAI API reference, Batch object). */
export function isFinal(vendorStatus: string | null): boolean {
  return vendorStatus !== null && ["completed", "failed", "expired", "cancelled"].includes(vendorStatus);
}

export type PhasePart = { state: PartState; vendorStatus: string | null };
export type PhaseBatch = {
  state: "draft" | "submitted";
  isExpanded: boolean;
  cancelRequestedAt: number | null;
  /** Problems a person left as they are: they count no more. */
  settled: number;
};

/** Whether a part can still change. */
export function isOpen(part: { state: PartState }): boolean {
  return part.state !== "done" && part.state !== "stopped";
}

/**
 * What a batch is doing. `isUnreachable`: its provider does not answer now. Never "done" while one email is
 * unaccounted for.
 */
export function derivePhase(batch: PhaseBatch, parts: PhasePart[], ledger: Ledger, isUnreachable: boolean): Phase {
  if (batch.state === "draft") return "draft";
  const open = parts.filter(isOpen);
  if (open.length > 0 || !batch.isExpanded || ledger.pending > 0) {
    return activePhase(batch, open, isUnreachable && open.some(needsVendor));
  }
  const problems = ledger.failed + ledger.notRun - batch.settled;
  if (problems <= 0) return "done";
  if (batch.cancelRequestedAt !== null && ledger.notRun > 0) return "stopped";
  if (ledger.notRun > 0 && parts.some((part) => part.vendorStatus === "expired")) return "ran-out-of-time";
  if (ledger.summarised === 0 && parts.every((part) => part.state === "stopped")) return "could-not-start";
  return "done-with-problems";
}

function activePhase(batch: PhaseBatch, open: PhasePart[], isUnreachable: boolean): Phase {
  if (isUnreachable) return "unreachable";
  if (open.some((part) => part.state === "uncertain")) return "making-sure";
  if (batch.cancelRequestedAt !== null) return "stopping";
  if (open.some(isWorking)) return "working";
  if (open.length > 0 && open.every((part) => part.state === "collecting")) return "collecting";
  if (open.some((part) => part.state === "submitted")) return "checking";
  // Between two commits the last part can be done while a request of it is not yet counted.
  return open.length === 0 && batch.isExpanded ? "collecting" : "waiting";
}

/** Anything after validating, also a status nobody has seen yet, is work. */
function isWorking(part: PhasePart): boolean {
  return part.state === "submitted" && part.vendorStatus !== null && part.vendorStatus !== "validating";
}

function needsVendor(part: PhasePart): boolean {
  return part.state !== "waiting" && part.state !== "building";
}
