"use server";
import { z } from "zod";
import { action } from "#lib/action";
import { readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { saveAllowed } from "#lib/providers/allowed";
import { checkEndpoint, removeEndpoint, saveEndpoint } from "#lib/providers/endpoints";
import type { ProviderId } from "#lib/providers/kinds";
import { resetPrice, savePrice } from "#lib/providers/price-book";
import { readChoice, saveChoice } from "#lib/search/choice";
import { saveBudget } from "#lib/settings/budgets";
import { saveCeiling } from "#lib/settings/ceiling";
import { saveDefaults } from "#lib/settings/defaults";
import { removeKey, saveKey } from "#lib/settings/key";
import {
  addEndpointSchema,
  allowedHostsSchema,
  budgetSchema,
  ceilingSchema,
  defaultsSchema,
  keySchema,
  meaningSchema,
  modelSchema,
  priceSchema,
  providerIdSchema,
  saveEndpointSchema,
} from "#lib/settings/schemas";
import { sealKey } from "#lib/settings/seal";
import { ask } from "#lib/worker/ask";
import { wakeWorker } from "#lib/worker/spawn";

/** Changes what a new draft begins with. */
export const saveDefaultsAction = action(defaultsSchema, (input, { db }) => {
  saveDefaults(db, input, Date.now());
});

/** Stores how many tokens may wait at a provider for a model, or forgets it. */
export const saveBudgetAction = action(budgetSchema, (input, { db }) => {
  saveBudget(db, input, Date.now());
  wakeWorker();
});

/** Stores a typed key, sealed. */
export const saveKeyAction = action(keySchema, async ({ key }, { db }) => saveKey(db, readEnv(), key, Date.now()));

/** Forgets the typed key. */
export const removeKeyAction = action(z.object({}), (_input, { db }) => removeKey(db));

/** Asks the provider whether it answers and which models it has, and says so in a sentence. */
export const testConnectionAction = action(
  providerIdSchema,
  async (input, { db }) => (await ask(db, "test-connection", input)) as { message: string },
);

/** Adds a provider that answers now; what it can do is found out, and said in a sentence. */
export const addEndpointAction = action(addEndpointSchema, async ({ key, ...input }, { db }) => {
  const env = readEnv();
  // What may not be is said at once, without asking the worker.
  checkEndpoint(db, env, input);
  const sealed = key === undefined ? null : await sealKey(env.dataDir, key);
  return (await ask(db, "add-endpoint", { ...input, key: sealed })) as { id: ProviderId; message: string };
});

/** Changes an added provider. */
export const saveEndpointAction = action(saveEndpointSchema, async ({ id, key, ...input }, { db }) => {
  const env = readEnv();
  saveEndpoint(db, env, id, { ...input, key: typeof key === "string" ? await sealKey(env.dataDir, key) : key });
});

/** Removes an added provider; its summaries stay. */
export const removeEndpointAction = action(providerIdSchema, ({ provider }, { db }) => {
  if (readChoice(db)?.provider === provider)
    throw new AppError("conflict", "Search by meaning uses this provider. Choose another one there first.");
  removeEndpoint(db, provider, Date.now());
});

/** Changes which addresses added providers may have. */
export const saveAllowedAction = action(allowedHostsSchema, ({ hosts }, { db }) =>
  saveAllowed(db, readEnv(), hosts, Date.now()),
);

/** Chooses who makes the vectors of search by meaning, and says so in a sentence; a provider is asked once before. */
export const chooseMeaningAction = action(meaningSchema, async ({ choice }, { db }) => {
  if (choice) return (await ask(db, "choose-embeddings", choice)) as { message: string };
  saveChoice(db, null);
  wakeWorker();
  return { message: "Vectors are made on this computer again." };
});

/** Stores what a model costs from now on. */
export const savePriceAction = action(priceSchema, ({ provider, model, ...price }, { db }) =>
  savePrice(db, provider, model, price, Date.now()),
);

/** Goes back to the built-in price of a model. */
export const resetPriceAction = action(modelSchema, ({ provider, model }, { db }) => resetPrice(db, provider, model));

/** Sets the most a month may cost, or takes it away. */
export const saveCeilingAction = action(ceilingSchema, ({ dollars }, { db }) => saveCeiling(db, dollars, Date.now()));
