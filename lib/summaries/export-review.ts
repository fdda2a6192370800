import type { ExportColumn } from "#lib/summaries/export-columns";

/** What an export says of checking, correcting and approving. */
export type ReviewCells = {
  correctedBy: string;
  correctedAt: number | null;
  reviewedBy: string;
  reviewedAt: number | null;
  rating: number | null;
  needsLook: 0 | 1;
};

/** Its columns, for the select that reads an export; `s` is the summary. */
export const REVIEW_SELECT = `s.corrected_by as correctedBy, s.corrected_at as correctedAt, s.reviewed_by as reviewedBy,
    s.reviewed_at as reviewedAt, s.rating, (s.needs_look = 1 and s.reviewed_at is null) as needsLook`;

/** Who did it is empty when nobody typed a name. */
export const REVIEW_COLUMNS: ExportColumn[] = [
  { key: "correctedBy", name: "Corrected by", width: 18, cell: (row) => row.correctedBy },
  { key: "correctedAt", name: "Corrected at", width: 17, cell: (row) => ({ time: row.correctedAt }) },
  { key: "reviewedBy", name: "Reviewed by", width: 18, cell: (row) => row.reviewedBy },
  { key: "reviewedAt", name: "Reviewed at", width: 17, cell: (row) => ({ time: row.reviewedAt }) },
  { key: "rating", name: "Rating", width: 8, cell: (row) => ratingWord(row.rating) ?? "" },
  { key: "needsLook", name: "Needs a look", width: 12, cell: (row) => (row.needsLook ? "yes" : "") },
];

export function ratingWord(rating: number | null): "good" | "bad" | null {
  return rating === null ? null : rating > 0 ? "good" : "bad";
}
