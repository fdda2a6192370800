import type { Db } from "#db/client";
import { preparedOnce } from "#db/prepared";
import type { Claim } from "#db/schema";
import type { Fields } from "#lib/prompts/form";
import { providerName } from "#lib/providers/names";
import { fieldTexts } from "#lib/search/field-texts";
import type { SummaryRow } from "#lib/summaries/view";
import { tagsOf } from "#lib/tags/group";

/** Columns and joins of a SummaryRow; `s` is the summary. */
export const ROW_COLUMNS = `s.id, s.email_id as emailId, s.sender, s.subject, nullif(s.date, 0) as date, s.outcome, s.text,
  s.reason, s.dataset_id as datasetId, d.name as datasetName, s.batch_id as batchId, b.name as batchName,
  s.provider, s.model, s.created_at as createdAt, s.revision, s.grounded_revision = s.revision as isGrounded, s.claims,
  s.is_steered as isSteered, s.needs_look = 1 and s.reviewed_at is null as needsLook, s.corrected_at as correctedAt,
  s.corrected_by as correctedBy, s.reviewed_at as reviewedAt, s.reviewed_by as reviewedBy, s.rating, s.fields`;
export const ROW_JOINS = "join datasets d on d.id = s.dataset_id join batches b on b.id = s.batch_id";

/** A row as SQLite answers it. */
export type StoredRow = Omit<SummaryRow, "providerName" | "tags" | "claims" | "fieldTexts" | Flag> &
  Record<Flag, 0 | 1> & { claims: string; fields: string | null };
type Flag = "isGrounded" | "isSteered" | "needsLook";

/** The rows of some summaries, in the order of `ids`; those that are gone are left out. */
export function readRows(db: Db, ids: number[]): SummaryRow[] {
  const { one } = statements(db);
  const rows: SummaryRow[] = [];
  for (const id of ids) {
    const stored = one.get(id) as StoredRow | undefined;
    if (stored) rows.push(namedRow(db, stored));
  }
  return rows;
}

const statements = preparedOnce((client) => ({
  one: client.prepare(`select ${ROW_COLUMNS} from summaries s ${ROW_JOINS} where s.id = ?`),
}));

/** A stored row with its provider's name. Claims are places in one text: those found in another one are left out. */
export function namedRow(db: Db, { fields, ...row }: StoredRow): SummaryRow {
  const isGrounded = row.isGrounded === 1;
  return {
    ...row,
    providerName: providerName(db, row.provider),
    tags: tagsOf(db, row.id),
    fieldTexts: fieldTexts(fields === null ? null : (JSON.parse(fields) as Fields)),
    isGrounded,
    claims: isGrounded ? (JSON.parse(row.claims) as Claim[]) : [],
    isSteered: row.isSteered === 1,
    needsLook: row.needsLook === 1,
  };
}
