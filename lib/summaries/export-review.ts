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

/** Their headings, in order, after all others. */
export const REVIEW_COLUMNS = [
  "Corrected by",
  "Corrected at",
  "Reviewed by",
  "Reviewed at",
  "Rating",
  "Needs a look",
] as const;

/** Texts and times (ms) under those headings. Who did it is empty when nobody typed a name. */
export function reviewCells(row: ReviewCells): (string | { time: number | null })[] {
  const { correctedBy, correctedAt, reviewedBy, reviewedAt } = row;
  return [
    correctedBy,
    { time: correctedAt },
    reviewedBy,
    { time: reviewedAt },
    ratingWord(row.rating) ?? "",
    row.needsLook ? "yes" : "",
  ];
}

export function ratingWord(rating: number | null): "good" | "bad" | null {
  return rating === null ? null : rating > 0 ? "good" : "bad";
}
