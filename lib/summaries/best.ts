import type { Db } from "#db/client";
import { phrases } from "#lib/search/match";
import { type Fields, scoreOf } from "#lib/search/rank";

/** So many of the newest hits are ranked; behind them the order is newest first, so that common words stay fast. */
export const RANKED = 200;

/** The same ids, the first RANKED of them in the order of how well they match `query`; equals stay as they were. */
export function rankIds<R extends { id: number }>(db: Db, found: R[], query: string): R[] {
  const wanted = phrases(query);
  const read = db.$client.prepare("select subject, text, sender from summaries where id = ?");
  const scored = found.slice(0, RANKED).map((row) => ({ row, score: scoreOf(read.get(row.id) as Fields, wanted) }));
  scored.sort((a, b) => b.score - a.score);
  return [...scored.map(({ row }) => row), ...found.slice(RANKED)];
}
