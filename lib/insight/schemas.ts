import { z } from "zod";

/** What pages may say about action items; everything else is refused at the door. */
export const markActionSchema = z.object({
  summaryId: z.int().positive(),
  place: z.int().nonnegative(),
  isDone: z.boolean(),
});
