import { z } from "zod";

/** What pages may say about summaries; everything else is refused at the door. */
const id = z.int().positive();
const LONGEST_SUMMARY = 20_000;

export const editSummarySchema = z.object({
  id,
  revision: id,
  text: z.string().max(LONGEST_SUMMARY, "This summary is too long: 20,000 characters at most."),
});
export const undoEditSchema = z.object({ id, revision: id });
export const restoreEditSchema = z.object({ id, revision: id, editId: id });
export const reviewSummarySchema = z.object({
  id,
  revision: id,
  isReviewed: z.boolean(),
  /** Undo: whose review is back, and since when. */
  was: z.object({ at: z.int().positive(), who: z.string().max(200) }).optional(),
});
export const rateSummarySchema = z.object({ id, rating: z.union([z.literal(1), z.literal(-1), z.null()]) });
export const pickSummarySchema = z.object({ id, isPicked: z.boolean() });

/** Summaries of an export, as an address has them: "12,7,9". */
export const exportRowsSchema = z
  .string()
  .transform((text) => text.split(",").map(Number))
  .pipe(z.array(id).max(500));

export const pickAllSchema = z.object({ batchId: id, otherId: id });
export const undoPickAllSchema = z.object({ id });

const searchName = z
  .string()
  .transform((name) => name.toWellFormed().replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "Give it a name.").max(80, "A name is at most 80 characters long."));
export const saveSearchSchema = z.object({ name: searchName, address: z.string().max(4000) });
export const renameSearchSchema = z.object({ id, name: searchName });
export const searchIdSchema = z.object({ id });
