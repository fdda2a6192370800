"use server";
import { action } from "#lib/action";
import { renameSearchSchema, saveSearchSchema, searchIdSchema } from "#lib/summaries/schemas";
import { removeSearch, renameSearch, restoreSearch, saveSearch } from "#lib/summaries/searches";

export const saveSearchAction = action(saveSearchSchema, (input, { db, who }) =>
  saveSearch(db, input, { at: Date.now(), who }),
);

export const renameSearchAction = action(renameSearchSchema, (input, { db }) => renameSearch(db, input));

export const removeSearchAction = action(searchIdSchema, ({ id }, { db }) => removeSearch(db, id, Date.now()));

export const restoreSearchAction = action(searchIdSchema, ({ id }, { db }) => restoreSearch(db, id));
