import type { ExportRow } from "#lib/summaries/export-rows";

/** A row of an export in which nothing is said beyond the summary. */
export const EXPORT_ROW: ExportRow = {
  from: "Anna <anna@example.com>",
  to: "boss@example.com",
  date: Date.UTC(2026, 10, 23, 9, 30),
  subject: "Offer",
  summary: "Anna asks for an answer.",
  outcome: "summarised",
  reason: null,
  dataset: "Inbox",
  batch: "One",
  model: "m",
  tags: [],
  fields: null,
  correctedBy: "",
  correctedAt: null,
  reviewedBy: "",
  reviewedAt: null,
  rating: null,
  needsLook: 0,
  ticks: [],
};
