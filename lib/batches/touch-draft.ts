import type { Db } from "#db/client";

/** Raises the revision of a dataset's draft: what it would send changes, and a submit that saw it before is refused. */
export function touchDraft(db: Db, datasetId: number): void {
  db.$client
    .prepare("update batches set revision = revision + 1 where dataset_id = ? and state = 'draft'")
    .run(datasetId);
}
