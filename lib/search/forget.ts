import type { Db } from "#db/client";
import { doubtWords } from "#lib/search/known-words";
import { forgetVectors } from "#lib/search/vectors";

/** Set while deleted words still lie in the index: it drops them only when it merges its parts. */
const KEY = "search.tidy";
/** Index pages merged in one slice. */
const PAGES = 64;

/** Takes summaries out of everything that search knows; called inside the caller's transaction. */
export function forgetSearch(db: Db, ids: number[]): void {
  if (ids.length === 0) return;
  forgetVectors(db.$client, ids);
  doubtWords(db.$client);
  const remove = db.$client.prepare("delete from summary_words where rowid = ?");
  for (const id of ids) remove.run(id);
  db.$client
    .prepare(
      "insert into settings (key, value, updated_at) values (?, '\"begin\"', 0) on conflict (key) do update set value = '\"begin\"'",
    )
    .run(KEY);
}

/**
 * Rewrites a slice of the index without the words that were forgotten; answers whether there is more to do.
 * (SQLite FTS5, "The 'merge' command": a negative number starts an optimisation, positive ones go on with it.)
 */
export function tidyWords(db: Db): boolean {
  const client = db.$client;
  const state = client.prepare("select value from settings where key = ?").pluck().get(KEY);
  if (state === undefined) return false;
  const merge = client.prepare("insert into summary_words (summary_words, rank) values ('merge', ?)");
  const changes = () => client.prepare("select total_changes()").pluck().get() as number;
  const slice = client.transaction(() => {
    const isBegin = state === '"begin"';
    const before = changes();
    merge.run(isBegin ? -PAGES : PAGES);
    const isDone = changes() - before < 2;
    if (isDone) client.prepare("delete from settings where key = ?").run(KEY);
    else if (isBegin) client.prepare("update settings set value = '\"going\"' where key = ?").run(KEY);
    return !isDone;
  });
  // What is dropped is overwritten, not only unlinked.
  client.pragma("secure_delete = ON");
  try {
    return slice.immediate();
  } finally {
    client.pragma("secure_delete = OFF");
  }
}
