import { setImmediate as turn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import { codesOf } from "#lib/batches/problems";
import { AppError } from "#lib/errors";

export type SettleWish = {
  /** Only the problems of this cause; all when there is none. */
  cause?: string | undefined;
  /** false takes them up again. */
  isSettled: boolean;
  who: string;
};

const ROWS = 2000;

/**
 * Leaves problems of a batch as they are, or takes them up again; answers how many emails changed. They keep their
 * place in the ledger. In short transactions; doing it twice changes nothing. Throws AppError "not-found".
 */
export async function settle(db: Db, batchId: number, wish: SettleWish, now: () => number): Promise<number> {
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (batch?.state !== "submitted" || batch.purgedAt !== null) throw new AppError("not-found", "This batch is gone.");
  const update = db.$client.prepare(
    `update requests set is_settled = @to where id in
       (select id from requests where batch_id = @batchId and is_latest = 1 and outcome in ('failed','not_run')
           and is_settled <> @to and coalesce(reason_code, '') in (select value from json_each(@codes)) limit ${ROWS})`,
  );
  // Always later than before, since lists remember a batch that has ended by it.
  const note = db.$client.prepare(
    "update batches set settled_at = max(coalesce(settled_at, 0) + 1, ?), settled_by = ? where id = ?",
  );
  const input = { batchId, to: wish.isSettled ? 1 : 0, codes: JSON.stringify(codesOf(db, batch, wish.cause ?? null)) };
  const slice = () => {
    const { changes } = update.run(input);
    if (changes > 0) note.run(now(), wish.who, batchId);
    return changes;
  };
  let count = 0;
  for (;;) {
    const changed = db.transaction(slice, { behavior: "immediate" });
    count += changed;
    if (changed < ROWS) return count;
    await turn();
  }
}
