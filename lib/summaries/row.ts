import type { Db } from "#db/client";
import { providerName } from "#lib/providers/names";
import type { Outcome, SummaryRow } from "#lib/summaries/view";

/** Columns and joins of a SummaryRow; `s` is the summary. */
export const ROW_COLUMNS = `s.id, s.email_id as emailId, s.sender, s.subject, nullif(s.date, 0) as date, s.outcome, s.text,
  s.reason, s.dataset_id as datasetId, d.name as datasetName, s.batch_id as batchId, b.name as batchName,
  s.provider, s.model, s.created_at as createdAt`;
export const ROW_JOINS = "join datasets d on d.id = s.dataset_id join batches b on b.id = s.batch_id";

type Stored = Omit<SummaryRow, "providerName" | "outcome"> & { outcome: Outcome };

/** The rows of some summaries, in the order of `ids`; those that are gone are left out. */
export function readRows(db: Db, ids: number[]): SummaryRow[] {
  const one = db.$client.prepare(`select ${ROW_COLUMNS} from summaries s ${ROW_JOINS} where s.id = ?`);
  const rows: SummaryRow[] = [];
  for (const id of ids) {
    const stored = one.get(id) as Stored | undefined;
    if (stored) rows.push(namedRow(db, stored));
  }
  return rows;
}

/** A stored row with its provider's name. */
export function namedRow<R extends { provider: string }>(db: Db, row: R): R & { providerName: string } {
  return { ...row, providerName: providerName(db, row.provider) };
}
