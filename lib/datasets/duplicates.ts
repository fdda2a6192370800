import type { Db } from "#db/client";

type File = { id: number; datasetId: number };
type Kept = { id: number; fileId: number; position: number };

/**
 * Prepares the function that tells whether an email about to be stored is a duplicate. Of emails with the same content
 * the first by file order is none, so `meet` marks the one that was the first until now when this one stands before it.
 * To be called in the transaction that stores the email. When the first goes, a trigger lets the next take its place.
 */
export function prepareDuplicates(db: Db) {
  const findKept = db.$client.prepare(
    `select id, file_id as fileId, position from emails indexed by emails_content
      where dataset_id = ? and content_key = ? and is_duplicate = 0`,
  );
  const mark = db.$client.prepare("update emails set is_duplicate = 1 where id = ?");

  return {
    meet(file: File, position: number, contentKey: string): boolean {
      const kept = findKept.get(file.datasetId, contentKey) as Kept | undefined;
      if (!kept) return false;
      if (kept.fileId < file.id || (kept.fileId === file.id && kept.position < position)) return true;
      mark.run(kept.id);
      return false;
    },
  };
}
