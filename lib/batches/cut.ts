import { setImmediate as turn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { parts } from "#db/schema";
import { queueDeletion } from "#lib/batches/finish";
import { hashesBefore } from "#lib/batches/mark";
import { nextNumber, type Part } from "#lib/batches/parts";
import type { WorkerContext } from "#lib/worker/lane";

/** One piece of a part: how many requests, and their tokens where they were counted. */
export type Piece = { requests: number; tokens: number | null };

/** Rows moved in one transaction: some 20 ms. */
const SLICE_ROWS = 2000;

/** Two halves of some requests. */
export function halves(requests: number): Piece[] {
  const first = Math.ceil(requests / 2);
  return [
    { requests: first, tokens: null },
    { requests: requests - first, tokens: null },
  ];
}

/** Cuts requests, given the tokens of each, into as few runs as fit a limit; one that is too large alone stands alone. */
export function cutAt(tokens: number[], limit: number): Piece[] {
  const pieces: { requests: number; tokens: number }[] = [];
  for (const size of tokens) {
    const last = pieces.at(-1);
    if (last && last.tokens + size <= limit) {
      last.requests += 1;
      last.tokens += size;
    } else pieces.push({ requests: 1, tokens: size });
  }
  return pieces;
}

/**
 * Cuts a waiting part: it keeps the first piece, each other piece becomes a new part at the end of its batch. Custom
 * ids stay. In short transactions, after each of which every request is in exactly one part: killed in between, a part
 * is only larger than it should be, and is cut again. What was uploaded is queued for deletion.
 */
export async function cutPart(context: WorkerContext, part: Part, pieces: Piece[]): Promise<void> {
  const { db, now, signal } = context;
  const ids = requestIds(db, part);
  const [first, ...others] = pieces;
  db.transaction(() => reset(db, part, now()), { behavior: "immediate" });
  let from = first?.requests ?? 0;
  for (const piece of others) {
    const to = from + piece.requests;
    let target: number | null = null;
    for (let at = from; at < to; at += SLICE_ROWS) {
      if (signal.aborted) return;
      const rows = ids.slice(at, Math.min(at + SLICE_ROWS, to));
      const isLast = at + SLICE_ROWS >= to;
      db.transaction(
        () => {
          target ??= addPart(db, part);
          move(db, part, target, rows);
          if (isLast) db.update(parts).set({ tokens: piece.tokens }).where(eq(parts.id, target)).run();
        },
        { behavior: "immediate" },
      );
      await turn();
    }
    from = to;
  }
  db.update(parts)
    .set({ tokens: first?.tokens ?? null })
    .where(eq(parts.id, part.id))
    .run();
}

const tableOf = (part: Part) => (part.kind === "embeddings" ? "vector_requests" : "requests");

function requestIds(db: Db, part: Part): number[] {
  const sql = `select id from ${tableOf(part)} where part_id = ? order by id`;
  return db.$client.prepare(sql).pluck().all(part.id) as number[];
}

/** Nothing of the part is at the vendor any more, and its file has to be built anew. */
function reset(db: Db, part: Part, now: number): void {
  if (part.vendorFileId !== null) queueDeletion(db, part, part.vendorFileId, now);
  db.update(parts)
    .set({
      bytes: null,
      sha256: null,
      earlierHashes: hashesBefore(part, null),
      tokens: null,
      vendorFileId: null,
      intentAt: null,
      attempts: 0,
      failedSends: 0,
      nextAttemptAt: null,
      mustCut: false,
    })
    .where(eq(parts.id, part.id))
    .run();
}

/** A new, empty part that asks just what another one does. */
function addPart(db: Db, like: Part): number {
  const { batchId, kind, provider, model, recipe, instructions, form, longestText, answerTokens, dimensions } = like;
  const asked = { batchId, kind, provider, model, recipe, instructions, form, longestText, answerTokens, dimensions };
  return db
    .insert(parts)
    .values({ ...asked, number: nextNumber(db, batchId, kind), requestCount: 0, reason: like.reason })
    .returning({ id: parts.id })
    .get().id;
}

/** Moves requests that stand together. */
function move(db: Db, part: Part, to: number, ids: number[]): void {
  const from = part.id;
  const client = db.$client;
  const { changes } = client
    .prepare(`update ${tableOf(part)} set part_id = ? where id >= ? and id <= ? and +part_id = ?`)
    .run(to, ids[0], ids.at(-1), from);
  const grow = client.prepare("update parts set request_count = request_count + ? where id = ?");
  grow.run(changes, to);
  grow.run(-changes, from);
}
