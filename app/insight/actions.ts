"use server";
import { action } from "#lib/action";
import { markAction } from "#lib/insight/action-items";
import { markActionSchema } from "#lib/insight/schemas";

export const markActionAction = action(markActionSchema, (input, { db, who }) =>
  markAction(db, input, { at: Date.now(), who }),
);
