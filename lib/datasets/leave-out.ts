import type { Db } from "#db/client";
import { matches } from "#lib/datasets/match";
import { windowsOf } from "#lib/datasets/windows";

/** Which emails: some by id, all of the dataset, or those whose subject or sender contains `q`. */
export type EmailChoice = { emailIds: number[] } | { all: true } | { q: string };

/** Emails per statement: about 25 ms. */
const WINDOW = 2000;

/** Only what differs from the rule is kept: a duplicate that is left out again is just a duplicate. */
const CHOOSE = "update emails set chosen_out = nullif(?, is_duplicate)";

/**
 * Leaves emails out of the next submit, or takes them in again. Answers how many changed; ids of other datasets are
 * passed over. A large dataset is changed in slices; cut short, the same call again does the rest.
 */
export async function leaveOut(db: Db, datasetId: number, choice: EmailChoice & { leftOut: boolean }): Promise<number> {
  const from = choice.leftOut ? 0 : 1;
  if ("emailIds" in choice) return leaveOutById(db, datasetId, choice.emailIds, from);
  const { sql, values } = "q" in choice ? matches(choice.q) : { sql: "1", values: [] };
  const update = db.$client.prepare(
    `${CHOOSE} where dataset_id = ? and left_out = ? and id > ? and id <= ? and ${sql}`,
  );
  let changed = 0;
  for await (const { after, upTo } of windowsOf(db, { datasetId, leftOut: from === 1, after: 0 }, WINDOW)) {
    changed += update.run(1 - from, datasetId, from, after, upTo, ...values).changes;
  }
  return changed;
}

function leaveOutById(db: Db, datasetId: number, ids: number[], from: 0 | 1): number {
  return db.$client
    .prepare(`${CHOOSE} where dataset_id = ? and left_out = ? and id in (select value from json_each(?))`)
    .run(1 - from, datasetId, from, JSON.stringify(ids)).changes;
}
