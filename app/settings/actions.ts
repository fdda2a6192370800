"use server";
import { z } from "zod";
import { action } from "#lib/action";
import { readEnv } from "#lib/env";
import { saveDefaults } from "#lib/settings/defaults";
import { removeKey, saveKey } from "#lib/settings/key";
import { ask } from "#lib/worker/ask";

const provider = z.enum(["engine", "openai"]);
const model = z.string().trim().min(1).max(100);

const defaultsSchema = z.object({
  provider: provider.optional(),
  models: z.object({ engine: model.optional(), openai: model.optional() }).optional(),
  promptId: z.string().min(1).max(40).optional(),
});

/** Changes what a new draft begins with. */
export const saveDefaultsAction = action(defaultsSchema, (input, { db }) => {
  saveDefaults(db, input, Date.now());
});

const keySchema = z.object({
  key: z
    .string()
    .trim()
    .min(8, "That is too short to be a key.")
    .max(300)
    .regex(/^[\x21-\x7e]+$/, "A key has no spaces or special letters."),
});

/** Stores a typed key, sealed. */
export const saveKeyAction = action(keySchema, async ({ key }, { db }) => saveKey(db, readEnv(), key, Date.now()));

/** Forgets the typed key. */
export const removeKeyAction = action(z.object({}), (_input, { db }) => removeKey(db));

/** Asks the provider whether it answers, and says so in a sentence. */
export const testConnectionAction = action(
  z.object({ provider }),
  async (input, { db }) => (await ask(db, "test-connection", input)) as { message: string },
);
