import type { Db } from "#db/client";

/** What a list of summaries can be narrowed to, newest first, with how many rows each has. */
export type FilterOptions = {
  datasets: { id: number; name: string; count: number }[];
  batches: { id: number; name: string; datasetId: number; count: number }[];
};

type Batch = FilterOptions["batches"][number] & { datasetName: string };

/** Datasets and batches that have summaries and are in use. The counts are kept: no summary is read. */
export function listFilterOptions(db: Db): FilterOptions {
  const batches = db.$client
    .prepare(
      `select b.id, b.name, b.dataset_id as datasetId, d.name as datasetName, n.summaries as count
         from summary_counts n join batches b on b.id = n.batch_id join datasets d on d.id = b.dataset_id
        where b.removed_at is null and b.purged_at is null and d.removed_at is null and d.purged_at is null
        order by b.id desc`,
    )
    .all() as Batch[];
  const counts = db.$client
    .prepare(
      `select b.dataset_id as id, sum(n.current) as count from summary_counts n join batches b on b.id = n.batch_id
        group by b.dataset_id`,
    )
    .all() as { id: number; count: number }[];
  const countOf = new Map(counts.map((one) => [one.id, one.count]));
  const names = new Map(batches.map((one) => [one.datasetId, one.datasetName]));
  return {
    datasets: [...names].map(([id, name]) => ({ id, name, count: countOf.get(id) ?? 0 })).sort((a, b) => b.id - a.id),
    batches: batches.map(({ id, name, datasetId, count }) => ({ id, name, datasetId, count })),
  };
}
