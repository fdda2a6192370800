import type { Db } from "#db/client";

/**
 * Queues summaries to be put into the search index anew, since something beside their text has changed. Those that wait
 * already do so still. Called inside the caller's transaction.
 */
export function queueSummaries({ $client: client }: Db, ids: readonly number[]): void {
  // Below 0 says that older words of it stand in the index (see lib/search/fill).
  const queue = client.prepare("update summaries set indexed_revision = -1 where id = ? and indexed_revision > 0");
  for (const id of ids) queue.run(id);
}
