import type { Db } from "#db/client";

/** What stays of an email whose file is read again: its id, and whether a person left it out. */
type Kept = { id: number; chosenOut: number | null; choiceId: number | null };

/** How many emails and problems were taken away. */
type Gone = { emails: number; problems: number };

/**
 * Prepares what takes away the entries of an earlier reading, place by place, so that no email is ever missing: a place
 * is emptied and filled in one transaction.
 */
export function prepareReplace(db: Db) {
  const client = db.$client;
  const takeEmail = client.prepare(
    "delete from emails where file_id = ? and position = ? returning id, chosen_out as chosenOut, choice_id as choiceId",
  );
  const takeProblem = client.prepare("delete from import_problems where file_id = ? and position = ?");
  const emailsFrom = client.prepare("delete from emails where file_id = ? and position >= ?");
  const problemsFrom = client.prepare("delete from import_problems where file_id = ? and position >= ?");
  const restore = client.prepare("update emails set id = ?, chosen_out = ?, choice_id = ? where id = ?");
  return {
    /** Takes away what stands in a place, counting it; answers what is to be kept of an email. */
    remove(fileId: number, position: number, gone: Gone): Kept | undefined {
      gone.problems += takeProblem.run(fileId, position).changes;
      const old = takeEmail.get(fileId, position) as Kept | undefined;
      if (old) gone.emails += 1;
      return old;
    },
    /** Gives a new email the id and the choice of the one it replaces. */
    keep(old: Kept, rowId: number | bigint): void {
      restore.run(old.id, old.chosenOut, old.choiceId, rowId);
    },
    /** Takes away what an earlier reading found behind the end of this one. */
    removeRest(fileId: number, position: number, gone: Gone): void {
      gone.emails += emailsFrom.run(fileId, position).changes;
      gone.problems += problemsFrom.run(fileId, position).changes;
    },
  };
}
