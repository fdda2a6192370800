import type { Db } from "#db/client";
import type { Pointed } from "#lib/datasets/view";

const COUNTS = `select
  (select count(*) from emails where dataset_id = @id and is_duplicate = 1) as duplicates,
  (select count(*) from emails where dataset_id = @id and is_duplicate = 1 and left_out = 0) as duplicatesIn,
  (select count(*) from emails where dataset_id = @id and is_short = 1) as short,
  (select count(*) from emails where dataset_id = @id and hidden_text <> '') as hidden,
  (select count(*) from emails where dataset_id = @id and date is null) as noDate,
  (select count(*) from emails where dataset_id = @id and from_text = '') as noSender`;

/** How many emails of a dataset are worth a look. Each is read from an index that holds only those. */
export function countPointed(db: Db, datasetId: number): Pointed {
  return db.$client.prepare(COUNTS).get({ id: datasetId }) as Pointed;
}
