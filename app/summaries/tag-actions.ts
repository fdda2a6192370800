"use server";
import { action } from "#lib/action";
import { addTag, dismissPair, mergeTags, removeTag, renameTag, takeOffTag } from "#lib/tags/change";
import {
  addTagSchema,
  renameTagSchema,
  tagChangeSchema,
  tagPairSchema,
  tagSchema,
  takeOffTagSchema,
} from "#lib/tags/schemas";
import { undoTagChange } from "#lib/tags/undo";

const by = (who: string) => ({ who, now: Date.now() });

/** Each answers what was done, with the id that undoes it. */
export const renameTagAction = action(renameTagSchema, ({ id, name }, { db, who }) => renameTag(db, id, name, by(who)));

export const mergeTagsAction = action(tagPairSchema, ({ id, otherId }, { db, who }) =>
  mergeTags(db, id, otherId, by(who)),
);

export const removeTagAction = action(tagSchema, ({ id }, { db, who }) => removeTag(db, id, by(who)));

export const addTagAction = action(addTagSchema, ({ summaryId, name }, { db, who }) =>
  addTag(db, summaryId, name, by(who)),
);

export const takeOffTagAction = action(takeOffTagSchema, ({ summaryId, id }, { db, who }) =>
  takeOffTag(db, summaryId, id, by(who)),
);

export const dismissPairAction = action(tagPairSchema, ({ id, otherId }, { db, who }) =>
  dismissPair(db, id, otherId, by(who)),
);

export const undoTagChangeAction = action(tagChangeSchema, ({ changeId }, { db }) =>
  undoTagChange(db, changeId, Date.now()),
);
