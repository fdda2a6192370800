import type { Db } from "#db/client";
import { AppError } from "#lib/errors";

/** What changing a summary needs to know of it. */
export type StoredSummary = {
  id: number;
  emailId: number;
  text: string;
  revision: number;
  createdAt: number;
  correctedBy: string;
  correctedAt: number | null;
  reviewedAt: number | null;
  reviewedBy: string;
};

/**
 * A summary to be changed; called inside the caller's transaction. Throws AppError: "not-found" when it does not exist
 * or was removed, "invalid" when its email has no summary.
 */
export function readStored(db: Db, id: number): StoredSummary {
  const row = db.$client
    .prepare(
      `select s.id, s.email_id as emailId, s.text, s.revision, s.outcome, s.created_at as createdAt,
              s.corrected_at as correctedAt, s.corrected_by as correctedBy, s.reviewed_at as reviewedAt,
              s.reviewed_by as reviewedBy
         from summaries s join datasets d on d.id = s.dataset_id join batches b on b.id = s.batch_id
        where s.id = ? and d.removed_at is null and d.purged_at is null and b.removed_at is null and b.purged_at is null`,
    )
    .get(id) as (StoredSummary & { outcome: string }) | undefined;
  if (!row) throw new AppError("not-found", "This summary does not exist any more.");
  if (row.outcome !== "summarised") throw new AppError("invalid", "This email has no summary.");
  return row;
}

/** Refuses a change of a text that is not the one somebody saw. Throws AppError "conflict". */
export function assertRevision(summary: StoredSummary, revision: number): void {
  if (summary.revision === revision) return;
  const who = summary.correctedAt === null ? "Somebody" : summary.correctedBy || "Somebody";
  throw new AppError("conflict", `${who} changed this summary meanwhile. Nothing was overwritten.`);
}
