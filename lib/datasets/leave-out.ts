import type { Db } from "#db/client";
import { likePatterns, MATCHES } from "#lib/datasets/match";

/** Which emails: some by id, all of the dataset, or those whose subject or sender contains `q`. */
export type EmailChoice = { emailIds: number[] } | { all: true } | { q: string };

/**
 * Leaves emails out of the next submit, or takes them in again, in one statement. Answers how many changed; ids of
 * other datasets are passed over.
 */
export function leaveOut(db: Db, datasetId: number, choice: EmailChoice & { leftOut: boolean }): number {
  const [where, values] = condition(choice);
  const leftOut = choice.leftOut ? 1 : 0;
  return db.$client
    .prepare(`update emails set left_out = ? where dataset_id = ? and left_out = ? and ${where}`)
    .run(leftOut, datasetId, 1 - leftOut, ...values).changes;
}

function condition(choice: EmailChoice): [where: string, values: string[]] {
  if ("emailIds" in choice) return ["id in (select value from json_each(?))", [JSON.stringify(choice.emailIds)]];
  if ("q" in choice) return [MATCHES, [likePatterns(choice.q)]];
  return ["1", []];
}
