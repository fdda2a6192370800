import type { Db } from "#db/client";

/** Emails of one dataset, left out or not, with ids above `after` and up to `upTo`. */
export type Window = { after: number; upTo: number };

/**
 * Cuts a dataset's emails above an id into windows of `size`, lowest ids first, and lets others have the loop between
 * two: whatever is done to each of them never holds up a page, however large the dataset.
 */
export async function* windowsOf(
  db: Db,
  range: { datasetId: number; leftOut: boolean; after: number },
  size: number,
): AsyncGenerator<Window> {
  const edge = db.$client
    .prepare(
      `select max(id) from (select id from emails indexed by emails_dataset
         where dataset_id = ? and left_out = ? and id > ? order by id limit ?)`,
    )
    .pluck();
  for (let after = range.after; ; ) {
    const upTo = edge.get(range.datasetId, range.leftOut ? 1 : 0, after, size) as number | null;
    if (upTo === null) return;
    yield { after, upTo };
    after = upTo;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
