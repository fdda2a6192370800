import type { Db } from "#db/client";
import { providerName } from "#lib/providers/names";
import { listEdits } from "#lib/summaries/edit";
import type { SummaryEdit, SummaryVersion } from "#lib/summaries/view";

const MOST = 50;

/** What other batches in use wrote about an email, the newest batch first; the current one among them. */
export function listVersions(db: Db, emailId: number): SummaryVersion[] {
  const rows = db.$client
    .prepare(
      `select s.id, s.text, s.batch_id as batchId, b.name as batchName, s.provider, s.model, s.created_at as createdAt,
              s.is_current as isCurrent, s.corrected_at as correctedAt, s.reviewed_at as reviewedAt
         from summaries s join batches b on b.id = s.batch_id
        where s.email_id = ? and s.outcome = 'summarised' and b.removed_at is null and b.purged_at is null
        order by s.batch_id desc limit ${MOST}`,
    )
    .all(emailId) as (Omit<SummaryVersion, "providerName" | "isCurrent"> & { provider: string; isCurrent: 0 | 1 })[];
  return rows.map(({ provider, ...row }) => ({
    ...row,
    providerName: providerName(db, provider),
    isCurrent: row.isCurrent === 1,
  }));
}

/** The texts a summary had, newest first; none while nobody changed it. */
export function listHistory(db: Db, summaryId: number): SummaryEdit[] {
  return listEdits(db, summaryId, MOST).map(({ id, how, text, at, who }) => ({ id, how, text, at, who }));
}
