import type { Db } from "#db/client";
import type { Range } from "#lib/datasets/ranges";

/** Emails of one range with ids above `after` and up to `upTo`. */
export type Window = { after: number; upTo: number };

/**
 * Cuts the emails of a range above an id into windows of `size`, lowest ids first, and lets others have the loop between
 * two: whatever is done to each of them never holds up a page, however large the dataset.
 */
export async function* windowsOf(db: Db, { sql, values }: Range, from: number, size: number): AsyncGenerator<Window> {
  const edge = db.$client.prepare(`select max(id) from (select id ${sql} and id > ? order by id limit ?)`).pluck();
  for (let after = from; ; ) {
    const upTo = edge.get(...values, after, size) as number | null;
    if (upTo === null) return;
    yield { after, upTo };
    after = upTo;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
