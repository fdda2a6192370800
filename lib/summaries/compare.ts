import { setImmediate } from "node:timers/promises";
import type { Db } from "#db/client";
import type { Claim } from "#db/schema";
import { AppError } from "#lib/errors";
import type { Pair, PairPage, PairSide, PairTotals } from "#lib/summaries/compare-view";

/** Two batches over the same dataset, by their ids. */
export type Two = { left: number; right: number };

/** So many pairs of one request are looked at in search of those that differ; the next request goes on from there. */
const LOOKED_AT = 2000;
const COUNTED_AT_ONCE = 500;

const SIDE = (s: string) => `'id', ${s}.id, 'outcome', ${s}.outcome, 'text', ${s}.text, 'reason', ${s}.reason,
  'claims', json(${s}.claims), 'isGrounded', ${s}.grounded_revision = ${s}.revision, 'isCurrent', ${s}.is_current,
  'correctedAt', ${s}.corrected_at, 'reviewedAt', ${s}.reviewed_at`;
const DIFFERS = "(l.text <> r.text or l.outcome <> r.outcome)";
const PAIRS = `summaries l indexed by summaries_batch
  join summaries r indexed by summaries_email_batch on r.email_id = l.email_id and r.batch_id = @right
  where l.batch_id = @left and l.id > @after`;

/**
 * The next emails that both batches have an outcome for, in the order of the left one. `after` is the `next` of the page
 * before, 0 to begin. With `onlyDifferent` a page may have few rows or none, and there may still be more.
 * Throws AppError "not-found" when a batch is gone, "invalid" when they are not over the same dataset.
 */
export function listPairs(
  db: Db,
  two: Two,
  { onlyDifferent, after, limit }: { onlyDifferent: boolean; after: number; limit: number },
): PairPage {
  assertComparable(db, two);
  const wanted = onlyDifferent ? LOOKED_AT : limit;
  const looked = db.$client
    .prepare(`select l.id, ${DIFFERS} as differs from ${PAIRS} order by l.id limit @limit`)
    .all({ ...two, after, limit: wanted }) as { id: number; differs: 0 | 1 }[];
  const found = looked.filter((row) => !onlyDifferent || row.differs === 1).slice(0, limit);
  const isEnd = looked.length < wanted;
  const last = found.length === limit ? found.at(-1) : looked.at(-1);
  const hasMore = last !== undefined && !(isEnd && last === looked.at(-1));
  const read = db.$client.prepare(
    `select json_object('emailId', l.email_id, 'sender', l.sender, 'subject', l.subject, 'date', nullif(l.date, 0),
       'left', json_object(${SIDE("l")}), 'right', json_object(${SIDE("r")}))
     from summaries l join summaries r on r.email_id = l.email_id and r.batch_id = @right where l.id = @id`,
  );
  const rows = found.map(({ id }) => toPair(JSON.parse(read.pluck().get({ right: two.right, id }) as string)));
  return { rows, next: hasMore ? last.id : null };
}

type StoredSide = Omit<PairSide, "isCurrent" | "claims"> & { claims: Claim[]; isGrounded: 0 | 1; isCurrent: 0 | 1 };
type StoredPair = Omit<Pair, "left" | "right"> & { left: StoredSide; right: StoredSide };

function toPair({ left, right, ...pair }: StoredPair): Pair {
  return { ...pair, left: toSide(left), right: toSide(right) };
}

function toSide({ claims, isGrounded, isCurrent, ...side }: StoredSide): PairSide {
  return { ...side, claims: isGrounded ? claims : null, isCurrent: isCurrent === 1 };
}

type Counted = {
  id: number;
  differs: 0 | 1;
  leftLength: number;
  rightLength: number;
  leftClaims: number | null;
  rightClaims: number | null;
  leftCurrent: 0 | 1;
  rightCurrent: 0 | 1;
};

/**
 * What both batches come to over all emails they share: how many, how many differ, and of each side the characters, the
 * details that are not in the email, and how many of its summaries are in use. Counts in slices, so that 50,000 pairs
 * hold up nobody. Throws as above.
 */
export async function countPairs(db: Db, two: Two): Promise<PairTotals> {
  assertComparable(db, two);
  const slice = db.$client.prepare(
    `select l.id, ${DIFFERS} as differs, length(l.text) as leftLength, length(r.text) as rightLength,
       case when l.grounded_revision = l.revision then json_array_length(l.claims) end as leftClaims,
       case when r.grounded_revision = r.revision then json_array_length(r.claims) end as rightClaims,
       l.is_current as leftCurrent, r.is_current as rightCurrent
     from ${PAIRS} order by l.id limit ${COUNTED_AT_ONCE}`,
  );
  const side = () => ({ characters: 0, claims: 0, grounded: 0, inUse: 0 });
  const totals: PairTotals = { pairs: 0, different: 0, left: side(), right: side() };
  for (let after = 0; ; ) {
    const rows = slice.all({ ...two, after }) as Counted[];
    for (const row of rows) {
      totals.pairs += 1;
      totals.different += row.differs;
      add(totals.left, row.leftLength, row.leftClaims, row.leftCurrent);
      add(totals.right, row.rightLength, row.rightClaims, row.rightCurrent);
    }
    const last = rows.at(-1);
    if (!last || rows.length < COUNTED_AT_ONCE) return totals;
    after = last.id;
    await setImmediate();
  }
}

function add(side: PairTotals["left"], characters: number, claims: number | null, isCurrent: 0 | 1): void {
  side.characters += characters;
  side.claims += claims ?? 0;
  side.grounded += claims === null ? 0 : 1;
  side.inUse += isCurrent;
}

type Comparable = { id: number; name: string; model: string; promptName: string };

/** The other submitted batches over a batch's dataset, newest first. */
export function listComparable(db: Db, batchId: number): Comparable[] {
  return db.$client
    .prepare(
      `select o.id, o.name, o.model, o.prompt_name as promptName from batches b join batches o on o.dataset_id = b.dataset_id and o.id <> b.id
        where b.id = ? and o.state = 'submitted' and o.removed_at is null and o.purged_at is null order by o.id desc`,
    )
    .all(batchId) as Comparable[];
}

/** Throws AppError "not-found" when one of them is gone, "invalid" when they cannot be compared. */
export function assertComparable(db: Db, { left, right }: Two): void {
  const datasets = db.$client
    .prepare("select dataset_id from batches where id in (?, ?) and removed_at is null and purged_at is null")
    .pluck()
    .all(left, right);
  if (left === right) throw new AppError("invalid", "Choose two different batches.");
  if (datasets.length < 2) throw new AppError("not-found", "One of these batches does not exist any more.");
  if (datasets[0] !== datasets[1]) throw new AppError("invalid", "These batches are not over the same dataset.");
}
