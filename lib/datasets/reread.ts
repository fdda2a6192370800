import type { Db } from "#db/client";

/** Prepares the function that puts files back to be read again; what they hold stays until it is replaced. */
export function prepareReread(db: Db): (fileIds: number[]) => void {
  const update = db.$client.prepare(
    `update dataset_files set state = 'waiting', reading = reading + 1, entries_read = 0, bytes_read = 0, sha256 = null,
       finished_at = null
     where id in (select value from json_each(?))`,
  );
  return (fileIds) => void update.run(JSON.stringify(fileIds));
}
