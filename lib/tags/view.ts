/** What screens see of tags. Types only: shared by lib, app and components. */

/** `count`: how many current summaries have it. */
export type TagRow = { id: number; name: string; count: number };

/** Two tags that are probably one: `tag` would go into `into`, the one more summaries have. */
export type NearPair = { tag: TagRow; into: TagRow; why: string };

/** The most frequent first. */
export type TagsView = { tags: TagRow[]; near: NearPair[] };
