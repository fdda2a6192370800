import type { Db } from "#db/client";
import { AppError } from "#lib/errors";
import { assertComparable } from "#lib/summaries/compare";
import type { PickView } from "#lib/summaries/compare-view";
import { setCurrent } from "#lib/summaries/current";
import type { Step } from "#lib/worker/lane";

/** Each row moves in seven indexes: how many fit into a slice depends on the disk. */
const SLICE_MS = 15;
const ROWS_PER_SLICE = 100;
const ROWS_AT_ONCE = 10;

/**
 * Wishes for one batch's summaries to be used for all emails that another batch has as well; the worker follows.
 * Answers the id that undoes it. Throws AppError: "conflict" while such a wish about one of them is being followed,
 * else as `assertComparable`.
 */
export function pickAll(
  db: Db,
  { batchId, otherId }: { batchId: number; otherId: number },
  { at, who }: { at: number; who: string },
): { id: number } {
  const run = db.$client.transaction(() => {
    assertComparable(db, { left: batchId, right: otherId });
    const busy = db.$client
      .prepare(
        "select 1 from picks where state in ('picking', 'undoing') and (batch_id in (?, ?) or other_id in (?, ?))",
      )
      .get(batchId, otherId, batchId, otherId);
    if (busy) throw new AppError("conflict", "One of these batches is being put in use already. Please wait for that.");
    // Its time marks what it picked, so no two may share one.
    const latest = (db.$client.prepare("select max(at) from picks").pluck().get() as number | null) ?? 0;
    const { lastInsertRowid } = db.$client
      .prepare("insert into picks (batch_id, other_id, state, at, who) values (?, ?, 'picking', ?, ?)")
      .run(batchId, otherId, Math.max(at, latest + 1), who);
    return { id: Number(lastInsertRowid) };
  });
  return run.immediate();
}

/** Wishes for a choice to be undone, also while it is being followed; twice changes nothing. Throws AppError "not-found". */
export function undoPickAll(db: Db, id: number): void {
  const undo = db.$client.prepare(
    "update picks set state = 'undoing', place = 0, done = 0 where id = ? and state in ('picking', 'picked')",
  );
  if (undo.run(id).changes > 0) return;
  if (!db.$client.prepare("select 1 from picks where id = ?").get(id))
    throw new AppError("not-found", "This can no longer be undone.");
}

/** The latest choice between two batches, whichever was chosen; null when there was none. */
export function readPick(db: Db, { left, right }: { left: number; right: number }): PickView | null {
  const row = db.$client
    .prepare(
      `select id, batch_id as batchId, state, done, kept from picks
        where (batch_id = @left and other_id = @right) or (batch_id = @right and other_id = @left) order by id desc limit 1`,
    )
    .get({ left, right }) as PickView | undefined;
  return row ?? null;
}

type Pick = { id: number; batchId: number; otherId: number; state: "picking" | "undoing"; at: number; place: number };
type Row = { id: number; emailId: number; pickedAt: number | null; isKept: 0 | 1 };

/** Follows choices, a slice at a time. Killed in between, it goes on behind the last slice. */
export const pickStep: Step = async ({ db }) => {
  const next = db.$client.prepare(
    `select id, batch_id as batchId, other_id as otherId, state, at, place from picks indexed by picks_open
      where state in ('picking', 'undoing') order by id limit 1`,
  );
  if (!next.get()) return false;
  db.$client
    .transaction(() => {
      const pick = next.get() as Pick | undefined;
      if (pick) (pick.state === "picking" ? pickSlice : undoSlice)(db, pick);
    })
    .immediate();
  return true;
};

/** What is in use and was corrected or approved by a person stays in use, whichever other batch it is of. */
function pickSlice(db: Db, { id, batchId, otherId, at, place }: Pick): void {
  const rows = db.$client
    .prepare(
      `select s.id, s.email_id as emailId, s.picked_at as pickedAt,
              exists (select 1 from summaries c indexed by summaries_email_batch
                       where c.email_id = s.email_id and c.batch_id <> @batchId and c.is_current = 1
                         and (c.corrected_at is not null or c.reviewed_at is not null)) as isKept
         from summaries s indexed by summaries_batch
         join summaries o indexed by summaries_email_batch on o.email_id = s.email_id and o.batch_id = @otherId
        where s.batch_id = @batchId and s.id > @place and s.outcome = 'summarised' order by s.id limit ${ROWS_PER_SLICE}`,
    )
    .all({ batchId, otherId, place }) as Row[];
  const remember = db.$client.prepare(
    "insert or ignore into picked_before (pick_id, summary_id, picked_at) values (?, ?, ?)",
  );
  const mark = db.$client.prepare("update summaries set picked_at = ? where id = ?");
  const { last, taken, kept, isEnd } = changeRows(db, rows, (row) => {
    if (row.pickedAt !== null) remember.run(id, row.id, row.pickedAt);
    mark.run(at, row.id);
  });
  db.$client
    .prepare("update picks set place = ?, done = done + ?, kept = kept + ?, state = ? where id = ?")
    .run(last ?? place, taken, kept, isEnd ? "picked" : "picking", id);
}

/** Takes back what this choice picked and nobody has picked since. */
function undoSlice(db: Db, { id, batchId, at, place }: Pick): void {
  const rows = db.$client
    .prepare(
      `select s.id, s.email_id as emailId, b.picked_at as pickedAt, s.picked_at is not @at as isKept
         from summaries s indexed by summaries_batch left join picked_before b on b.pick_id = @id and b.summary_id = s.id
        where s.batch_id = @batchId and s.id > @place order by s.id limit ${ROWS_PER_SLICE}`,
    )
    .all({ id, batchId, at, place }) as Row[];
  const mark = db.$client.prepare("update summaries set picked_at = ? where id = ?");
  const { last, taken, isEnd } = changeRows(db, rows, (row) => mark.run(row.pickedAt, row.id));
  if (isEnd) db.$client.prepare("delete from picked_before where pick_id = ?").run(id);
  db.$client
    .prepare("update picks set place = ?, done = done + ?, state = ? where id = ?")
    .run(last ?? place, taken, isEnd ? "undone" : "undoing", id);
}

/**
 * Changes the rows that are not kept and makes the best of each email current, a few at a time until the slice is over.
 * Answers the last row that was looked at, how many were taken and kept, and whether these were the last of all.
 */
function changeRows(db: Db, rows: Row[], change: (row: Row) => void) {
  const until = performance.now() + SLICE_MS;
  let [at, taken] = [0, 0];
  do {
    const changed = rows.slice(at, at + ROWS_AT_ONCE).filter((row) => row.isKept === 0);
    for (const row of changed) change(row);
    setCurrent(
      db,
      changed.map((row) => row.emailId),
    );
    taken += changed.length;
    at = Math.min(at + ROWS_AT_ONCE, rows.length);
  } while (at < rows.length && performance.now() < until);
  return { last: rows[at - 1]?.id, taken, kept: at - taken, isEnd: at === rows.length && at < ROWS_PER_SLICE };
}
