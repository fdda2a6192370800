import { z } from "zod";
import { NAME_LIMIT } from "#lib/datasets/create";
import { PAGE_LIMIT } from "#lib/datasets/emails";
import { SHOWS } from "#lib/datasets/view";
import { FIELDS } from "#lib/emails/fields";

/** Most ids in one call: what a person ticks by hand; more is said by `all` or `q`. */
const IDS_LIMIT = 5000;
const QUERY_LIMIT = 200;
const id = z.int().positive();
const name = z.string().trim().min(1, "Please type a name.").max(NAME_LIMIT, "This name is too long.");

export const createDatasetSchema = z.object({ name });
export const renameDatasetSchema = z.object({ id, name });
export const datasetIdSchema = z.object({ id });
export const nothingSchema = z.object({});

const headersId = z.string().regex(/^[0-9a-f]{32}$/, "There is no such table.");
/** More columns than any export has. */
const COLUMNS_LIMIT = 2000;

/** `fields` says which column holds what; null goes back to the guess. */
export const matchColumnsSchema = z.object({
  datasetId: id,
  headersId,
  fields: z.record(z.string(), z.enum(FIELDS)).nullable(),
  revision: z.int().min(0),
});

/** `headers` and `fields` of the address of a preview: one field for each column, parted by commas, "" for an extra. */
export const previewTableSchema = z.object({
  headers: headersId,
  fields: z
    .string()
    .transform((text) => text.split(",").slice(0, COLUMNS_LIMIT))
    .pipe(z.array(z.enum([...FIELDS, ""]))),
});

/** Which emails of a dataset: what is pointed out, a conversation by one of its emails, those that match a text. */
const part = {
  q: z.string().trim().max(QUERY_LIMIT).optional(),
  show: z.enum(SHOWS).optional(),
};

/** Exactly one of `emailIds`, `all` and a part (`q`, `show`, `thread`) says which emails. */
export const leaveOutSchema = z
  .object({
    datasetId: id,
    emailIds: z.array(id).max(IDS_LIMIT, "Too many emails were chosen one by one.").optional(),
    all: z.literal(true).optional(),
    ...part,
    thread: id.optional(),
    leftOut: z.boolean(),
  })
  .refine(
    ({ emailIds, all, q, show, thread }) =>
      [emailIds, all, q || show || thread].filter((one) => one !== undefined && one !== "").length === 1,
    "Say which emails: some, all, or those that match.",
  );

export const undoLeaveOutSchema = z.object({ datasetId: id, choiceId: z.int().nonnegative(), leftOut: z.boolean() });

/** `after`, `limit`, `q`, `show` and `thread` of the address of a list of emails. */
export const emailListSchema = z.object({
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(100),
  ...part,
  thread: z.coerce.number().pipe(id).optional(),
});

/** `offset`, `limit` and the kind (`code`, `unit`) of the address of a list of problems. */
export const problemListSchema = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT).default(100),
  code: z.string().max(QUERY_LIMIT).optional(),
  unit: z.string().max(QUERY_LIMIT).optional(),
});
