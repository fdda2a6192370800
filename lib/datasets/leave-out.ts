import { randomInt } from "node:crypto";
import type { Db } from "#db/client";
import { matches } from "#lib/datasets/match";
import { type Part, type Range, rangesOf } from "#lib/datasets/ranges";
import { windowsOf } from "#lib/datasets/windows";

/** Which emails: some by id, or a part of the dataset, less those whose subject and sender do not contain `q`. */
export type EmailChoice = { emailIds: number[] } | (Part & { q?: string | undefined });

/** How many emails changed, and what to undo exactly that by. */
export type Choice = { changed: number; choiceId: number };

/** Emails per statement: about 25 ms. */
const WINDOW = 2000;
const MAX_CHOICE_ID = 2 ** 48 - 1;

/** Only what differs from the rule is kept: a duplicate that is left out again is just a duplicate. */
const CHOOSE = "update emails set chosen_out = nullif(?, is_duplicate), choice_id = ?";

/**
 * Leaves emails out of the next submit, or takes them in again. Ids of other datasets are passed over. A large dataset is
 * changed in slices; cut short, the same call again does the rest.
 */
export async function leaveOut(db: Db, datasetId: number, choice: EmailChoice & { leftOut: boolean }): Promise<Choice> {
  const to = choice.leftOut ? 1 : 0;
  const choiceId = randomInt(MAX_CHOICE_ID);
  if ("emailIds" in choice) {
    const ids = JSON.stringify(choice.emailIds);
    const { changes } = db.$client
      .prepare(`${CHOOSE} where dataset_id = ? and left_out = ? and id in (select value from json_each(?))`)
      .run(to, choiceId, datasetId, 1 - to, ids);
    return { changed: changes, choiceId };
  }
  const { sql, values } = choice.q ? matches(choice.q) : { sql: "1", values: [] };
  let changed = 0;
  for (const range of rangesOf(db, datasetId, choice)) {
    changed += await choose(
      db,
      { ...range, sql: `${range.sql} and left_out = ${1 - to}` },
      [to, choiceId],
      sql,
      values,
    );
  }
  return { changed, choiceId };
}

/** Takes back what one call of `leaveOut` changed and nobody changed since. Answers how many emails that were. */
export async function undoLeaveOut(
  db: Db,
  datasetId: number,
  { choiceId, leftOut }: { choiceId: number; leftOut: boolean },
): Promise<number> {
  const range = {
    sql: `from emails indexed by emails_choice where dataset_id = ? and choice_id = ? and left_out = ${leftOut ? 1 : 0}`,
    values: [datasetId, choiceId],
  };
  return choose(db, range, [leftOut ? 0 : 1, null], "1", []);
}

async function choose(
  db: Db,
  range: Range,
  set: [leftOut: number, choiceId: number | null],
  condition: string,
  values: string[],
): Promise<number> {
  const update = db.$client.prepare(
    `${CHOOSE} where id in (select id ${range.sql} and id > ? and id <= ? and ${condition})`,
  );
  let changed = 0;
  for await (const { after, upTo } of windowsOf(db, range, 0, WINDOW)) {
    changed += update.run(...set, ...range.values, after, upTo, ...values).changes;
  }
  return changed;
}
