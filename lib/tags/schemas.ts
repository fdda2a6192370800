import { z } from "zod";

/** What pages may say about tags; everything else is refused at the door. */
const id = z.int().positive();
const name = z.string().trim().min(1, "Please type a name.").max(60, "A tag is at most 60 characters long.");

export const tagSchema = z.object({ id });
export const renameTagSchema = z.object({ id, name });
export const tagPairSchema = z.object({ id, otherId: id });
export const addTagSchema = z.object({ summaryId: id, name });
export const takeOffTagSchema = z.object({ summaryId: id, id });
export const tagChangeSchema = z.object({ changeId: id });
