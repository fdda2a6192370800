import { z } from "zod";
import { isProviderId, type ProviderId } from "#lib/providers/kinds";

/** What pages may say about settings; everything else is refused at the door. */
const providerSchema = z.custom<ProviderId>(
  (id) => typeof id === "string" && isProviderId(id),
  "There is no such provider.",
);
const model = z.string().trim().min(1).max(200);

export const defaultsSchema = z.object({
  provider: providerSchema.optional(),
  models: z.partialRecord(providerSchema, model).optional(),
  promptId: z.string().min(1).max(40).optional(),
});

const key = z
  .string()
  .trim()
  .min(8, "That is too short to be a key.")
  .max(300)
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces or special letters.");

export const keySchema = z.object({ key });

const MOST_AT_ONCE = 32;
const endpoint = {
  name: z.string().trim().min(1, "Give the provider a name.").max(80, "This name is too long."),
  baseUrl: z.string().trim().min(1, "Type its address.").max(500, "This address is too long."),
  concurrency: z
    .int("Type a whole number.")
    .min(1, "At least one email at a time.")
    .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} emails at a time.`),
};

export const addEndpointSchema = z.object({ ...endpoint, key: key.optional() });
/** `key`: left out keeps the stored one, null forgets it. */
export const saveEndpointSchema = z.object({ ...endpoint, id: providerSchema, key: key.nullable().optional() });
export const providerIdSchema = z.object({ provider: providerSchema });
export const allowedHostsSchema = z.object({ hosts: z.array(z.string().max(300)).max(100) });

const dollars = z.number("Type a number of dollars.").min(0, "Type a number of dollars.").max(10_000);
export const priceSchema = z.object({
  provider: providerSchema,
  model,
  input: dollars,
  cachedInput: dollars,
  output: dollars,
});
export const modelSchema = z.object({ provider: providerSchema, model });
/** Who makes vectors; null for the local model. */
export const meaningSchema = z.object({
  choice: z
    .object({
      provider: providerSchema,
      model: model.refine((name) => /^[\x21-\x7e]+$/.test(name), "This is no model's name."),
    })
    .nullable(),
});
/** Dollars a month; null for no ceiling. */
export const ceilingSchema = z.object({
  dollars: z.number("Type a number of dollars.").positive("Type more than 0.").max(1_000_000).nullable(),
});

/** Without tokens: the limit is forgotten. */
export const budgetSchema = z.object({
  provider: providerSchema,
  model,
  tokens: z.int().min(1000, "A limit below 1,000 tokens would let nothing through.").max(1_000_000_000_000).nullable(),
});
