import { z } from "zod";
import { formSchema } from "#lib/prompts/form-check";

/** What pages may say about batches and instructions; everything else is refused at the door. */
const id = z.int().positive();
const LONGEST_TEXT = 20_000;
const recipe = z.enum(["classic", "mailgist"]);
const instructions = z.string().max(LONGEST_TEXT, "These instructions are too long.");

export const openDraftSchema = z.object({ datasetId: id });
export const changeDraftSchema = z.object({
  id,
  provider: z.string().max(50).optional(),
  model: z.string().max(200, "This model's name is too long.").optional(),
  promptId: z.string().max(50).optional(),
  recipe: recipe.optional(),
  instructions: instructions.optional(),
  form: formSchema.nullable().optional(),
});
export const submitBatchSchema = z.object({ id, revision: id });
/** Without `emailIds`: random ones. */
export const tryEmailsSchema = z.object({
  id,
  revision: id,
  emailIds: z.array(id).min(1, "Choose at least one email.").max(3, "Choose three emails at most.").optional(),
});
export const batchIdSchema = z.object({ id });
/** A cause's name, or "code:" and the code of a vendor. */
const cause = z.string().max(120).optional();
const retryWish = {
  cause,
  provider: z.string().max(50).optional(),
  model: z.string().trim().min(1, "Choose a model.").max(200, "This model's name is too long.").optional(),
};
export const retryBatchSchema = z.object({
  id,
  ...retryWish,
  longestText: z.int().min(100).max(1_000_000).optional(),
  answerTokens: z.int().min(1).max(100_000).optional(),
});
/** The same in an address. */
export const retryEstimateSchema = z.object({
  ...retryWish,
  longestText: z.coerce.number().int().min(100).max(1_000_000).optional(),
  answerTokens: z.coerce.number().int().min(1).max(100_000).optional(),
});
export const settleBatchSchema = z.object({ id, cause, isSettled: z.boolean() });
export const renameBatchSchema = z.object({
  id,
  name: z.string().trim().min(1, "Please type a name.").max(200, "This name is too long."),
});

/** Without `id`: new instructions. */
export const savePromptSchema = z.object({
  id: z.string().max(50).optional(),
  name: z.string().trim().min(1, "Give the instructions a name.").max(100, "This name is too long."),
  recipe,
  instructions,
  form: formSchema.nullable().optional(),
});
export const removePromptSchema = z.object({ id: z.string().max(50) });

const flag = z.literal("1").optional();
export const batchListSchema = z.object({ active: flag, removed: flag, datasetId: z.coerce.number().int().optional() });
export const previewSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export const quarantineSchema = z.object({ offset: z.coerce.number().int().min(0).default(0) });
export const partSchema = z.object({ part: z.coerce.number().int().min(1).default(1) });
