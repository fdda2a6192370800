import type { Db } from "#db/client";
import type { Show } from "#lib/datasets/view";

/** "from emails … where …" whose rows come in the order of their ids straight from an index, and its values. */
export type Range = { sql: string; values: (string | number)[] };

/** Which part of a dataset's emails: what `show` names, or the conversation that the email `thread` belongs to. */
export type Part = { show?: Show | undefined; thread?: number | undefined };

const INDEXES: Record<Exclude<Show, "left-out" | "taken-in" | "duplicates">, [index: string, condition: string]> = {
  short: ["emails_short", "is_short = 1"],
  hidden: ["emails_hidden", "hidden_text <> ''"],
  "no-date": ["emails_undated", "date is null"],
  "no-sender": ["emails_unsigned", "from_text = ''"],
};

/** The ranges that together are a part of a dataset, each to be read in the order of ids. */
export function rangesOf(db: Db, datasetId: number, { show, thread }: Part): Range[] {
  if (thread !== undefined) return threadRange(db, datasetId, thread);
  if (show === "left-out") return [byFlag(datasetId, 1)];
  if (show === "taken-in") return [byFlag(datasetId, 0)];
  if (show === "duplicates") return [0, 1].map((leftOut) => duplicates(datasetId, leftOut));
  if (show === undefined) return [0, 1].map((leftOut) => byFlag(datasetId, leftOut));
  const [index, condition] = INDEXES[show];
  return [range(index, `dataset_id = ? and ${condition}`, [datasetId])];
}

const range = (index: string, where: string, values: Range["values"]): Range => ({
  sql: `from emails indexed by ${index} where ${where}`,
  values,
});

const byFlag = (datasetId: number, leftOut: number) =>
  range("emails_dataset", "dataset_id = ? and left_out = ?", [datasetId, leftOut]);

const duplicates = (datasetId: number, leftOut: number) =>
  range("emails_duplicate", "dataset_id = ? and is_duplicate = 1 and left_out = ?", [datasetId, leftOut]);

function threadRange(db: Db, datasetId: number, emailId: number): Range[] {
  const threadId = db.$client.prepare("select thread_id from emails where id = ?").pluck().get(emailId);
  if (typeof threadId !== "string") return [];
  return [0, 1].map((isDuplicate) =>
    range("emails_thread", "dataset_id = ? and thread_id = ? and is_duplicate = ?", [datasetId, threadId, isDuplicate]),
  );
}
