import { setImmediate as turn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import type { Batch } from "#lib/batches/draft";
import { createPart, type PartWish } from "#lib/batches/expand";
import { buildLine, createCutter, type LineEmail, nextCustomId } from "#lib/batches/jsonl";
import { PART_LIMITS, type PartLimits, SLICE_EMAILS } from "#lib/batches/limits";
import { type Part, partsOf } from "#lib/batches/parts";
import { codesOf } from "#lib/batches/problems";
import { isOpen } from "#lib/batches/status";
import { AppError } from "#lib/errors";

/** What to try again, and how. What is left out stays as the batch has it. */
export type RetryWish = {
  /** Only the problems of this cause; all that nobody settled when there is none. */
  cause?: string | undefined;
  provider?: string | undefined;
  model?: string | undefined;
  /** Characters of the newest text that are sent at most. */
  longestText?: number | undefined;
  /** Tokens an answer may take. */
  answerTokens?: number | undefined;
  /** The newest request there was when somebody asked: what fails later is not meant. */
  upToRequestId?: number | undefined;
};

/** `assertAllowed` is called in the transaction that makes the first part, and throws what forbids it. */
type RetryOptions = { limits?: PartLimits; assertAllowed?: () => void };

type Failed = Omit<LineEmail, "to"> & { to: string; requestId: number };

/** What can be tried again: the latest of its email, without a summary, not settled, in a part that has ended. */
export const RETRYABLE = `batch_id = @batchId and is_latest = 1 and outcome in ('failed','not_run') and is_settled = 0
  and coalesce(reason_code, '') in (select value from json_each(@codes))
  and part_id in (select id from parts where batch_id = @batchId and state in ('done','stopped'))`;

const queues = new WeakMap<Db["$client"], Promise<unknown>>();

/**
 * Asks again for emails of a batch that failed or were not run, as new parts of the same batch; answers how many. In
 * short transactions, each complete in itself: stopped in the middle, the rest can still be retried. Retries run one
 * after another, so that of two clicks the second finds nothing left. Throws AppError "not-found", or "conflict" while
 * the batch is being stopped or when there is nothing to retry.
 */
export function retry(
  db: Db,
  batchId: number,
  wish: RetryWish = {},
  { limits = PART_LIMITS, assertAllowed = () => {} }: RetryOptions = {},
): Promise<number> {
  const before = queues.get(db.$client) ?? Promise.resolve();
  const own = before.then(() => retryNow(db, batchId, wish, { limits, assertAllowed }));
  queues.set(
    db.$client,
    own.catch(() => {}),
  );
  return own;
}

async function retryNow(
  db: Db,
  batchId: number,
  wish: RetryWish,
  { limits, assertAllowed }: Required<RetryOptions>,
): Promise<number> {
  const { batch, lastNumber } = needRetryable(db, batchId);
  const codes = JSON.stringify(codesOf(db, batch, wish.cause ?? null));
  const upTo = lastRequest(db, batchId, codes, wish.upToRequestId);
  if (upTo === null) throw new AppError("conflict", "There is nothing to try again. It may have been started already.");
  const slice = createRetry(db, retryWish(batch, wish), { codes, upTo, lastNumber, limits });
  let count = 0;
  for (;;) {
    const takeSlice = () => {
      if (count === 0) assertAllowed();
      return slice();
    };
    const moved = db.transaction(takeSlice, { behavior: "immediate" });
    if (moved === 0) return count;
    count += moved;
    await turn();
  }
}

function needRetryable(db: Db, batchId: number): { batch: Batch; lastNumber: number } {
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (batch?.state !== "submitted") throw new AppError("not-found", "This batch is gone.");
  const own = partsOf(db, batchId);
  if (batch.expandedAt === null)
    throw new AppError("conflict", "This batch is still being prepared. Try again in a moment.");
  if (batch.cancelRequestedAt !== null && own.some(isOpen))
    throw new AppError("conflict", "This batch is being stopped. Try again when it has ended.");
  if (batch.removedAt !== null) throw new AppError("conflict", "This batch was removed. Restore it first.");
  return { batch, lastNumber: own.at(-1)?.number ?? 0 };
}

/** What the new parts ask: the batch's own words, with what was wished for instead. */
export function retryWish(batch: Batch, wish: RetryWish): PartWish {
  const { id, recipe, instructions, form } = batch;
  const { provider = batch.provider, model = batch.model, longestText = null, answerTokens = null } = wish;
  return { id, provider, model, recipe, instructions, form, longestText, answerTokens };
}

function lastRequest(db: Db, batchId: number, codes: string, upTo = Number.MAX_SAFE_INTEGER): number | null {
  const row = db.$client
    .prepare(`select max(id) as id from requests where ${RETRYABLE} and id <= @upTo`)
    .get({ batchId, codes, upTo }) as { id: number | null };
  return row.id;
}

type Bounds = { codes: string; upTo: number; lastNumber: number; limits: PartLimits };

function createRetry(db: Db, wish: PartWish, { codes, upTo, lastNumber, limits }: Bounds): () => number {
  const asked = { ...wish, batchId: wish.id };
  const read = db.$client.prepare(
    `select r.id as requestId, r.custom_id as customId, e.id, e.from_text as fromText, e."to", e.date, e.subject, e.text
       from requests r join emails e on e.id = r.email_id
      where r.id in (select id from requests where ${RETRYABLE} and id > @after and id <= @upTo order by id limit ${SLICE_EMAILS})
      order by r.id`,
  );
  const replace = db.$client.prepare("update requests set is_latest = 0 where id = ?");
  const insert = db.$client.prepare(
    "insert into requests (batch_id, part_id, email_id, custom_id) values (?, ?, ?, ?)",
  );
  const grow = db.$client.prepare(
    "update parts set request_count = request_count + 1, bytes = bytes + ? where id = ? and state = 'waiting' and sha256 is null",
  );
  const beginsPart = createCutter(limits);
  let part: Pick<Part, "id" | "number"> | null = null;
  let number = lastNumber;
  let after = 0;

  return () => {
    const rows = read.all({ batchId: wish.id, codes, after, upTo }) as Failed[];
    if (after === 0 && rows.length > 0)
      db.update(batches).set({ cancelRequestedAt: null }).where(eq(batches.id, wish.id)).run();
    for (const { requestId, ...row } of rows) {
      const email = { ...row, to: JSON.parse(row.to) as LineEmail["to"], customId: nextCustomId(row.customId) };
      const bytes = Buffer.byteLength(buildLine(email, asked));
      // The part may have been built and sent between two slices: then the rest goes into another one.
      const isFull = beginsPart(bytes) || part === null || grow.run(bytes, part.id).changes === 0;
      if (isFull) {
        number += 1;
        part = createPart(db, wish, number);
        grow.run(bytes, part.id);
      }
      if (part) insert.run(wish.id, part.id, email.id, email.customId);
      replace.run(requestId);
      after = requestId;
    }
    return rows.length;
  };
}
