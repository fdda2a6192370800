/**
 * Everything under this key mirrors the database: a new revision of the activity makes it stale at once.
 * Keys and fetchers are defined in the files of queries beside this one, once, and nowhere else.
 */
export const STORED = "stored";
