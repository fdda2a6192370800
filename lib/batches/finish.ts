import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";
import { deletions } from "#db/schema";
import type { Answer } from "#lib/batches/answers";
import { removeResultFiles } from "#lib/batches/download";
import type { Batch } from "#lib/batches/draft";
import type { Outcomes } from "#lib/batches/outcomes";
import { findPart, movePart, type Part } from "#lib/batches/parts";
import { REASONS } from "#lib/words";
import type { WorkerContext } from "#lib/worker/lane";

type Missing = Omit<Answer, "customId">;

const SETTLE_ROWS = 500;

/**
 * Ends a part whose files were read: requests without an answer get the outcome that says why, in slices; the last
 * transaction closes the part and queues the vendor's files for deletion. Answers false when the worker is ending.
 */
export async function finishPart(
  context: WorkerContext,
  part: Part,
  batch: Batch,
  outcomes: Outcomes,
  isWhole: boolean,
): Promise<boolean> {
  const { db, now } = context;
  const missing = missingAnswer(part, batch, isWhole);
  for (let isMore = true; isMore; ) {
    if (context.signal.aborted) return false;
    db.transaction(
      () => {
        isMore = outcomes.settle(missing, SETTLE_ROWS) === SETTLE_ROWS;
        outcomes.flush(now());
        if (!isMore) closePart(db, part, now());
      },
      { behavior: "immediate" },
    );
    await turn();
  }
  await removeResultFiles(context, part.id);
  return true;
}

/** What a request is told that nothing answered. */
export function missingAnswer(part: Part, batch: Batch, isWhole: boolean): Missing {
  if (part.vendorBatchId === null) {
    if (batch.cancelRequestedAt !== null) return without("not_run", "not_sent", REASONS.not_sent);
    const code = part.vendorErrors?.[0]?.code ?? "could_not_start";
    return without("not_run", code, `Could not start: ${part.reason ?? "the provider refused it"}`);
  }
  if (!isWhole) return without("not_run", "results_gone", REASONS.results_gone);
  if (isRefusedWhole(part)) {
    const reason = part.reason ?? "The provider refused the whole batch";
    return without("failed", part.vendorErrors?.[0]?.code ?? "batch_failed", reason);
  }
  if (part.vendorStatus === "expired") return without("not_run", "batch_expired", REASONS.batch_expired);
  if (part.vendorStatus === "cancelled") return without("not_run", "batch_cancelled", REASONS.batch_cancelled);
  return without("not_run", "no_answer", REASONS.no_answer);
}

function without(outcome: "failed" | "not_run", code: string, reason: string): Missing {
  return { outcome, text: "", fields: null, code, reason, inputTokens: null, outputTokens: null };
}

/** Failed at validation: nothing was run, no file came. */
function isRefusedWhole(part: Part): boolean {
  return part.vendorStatus === "failed" && part.outputFileId === null && part.errorFileId === null;
}

/** Closes a part all of whose requests are settled, and queues the vendor's files for deletion. */
export function closePart(db: Db, part: Part, now: number): void {
  const current = findPart(db, part.id);
  if (current?.state !== "collecting") return;
  const isStopped = current.vendorBatchId === null || isRefusedWhole(current);
  const counted = countTokens(db, current);
  movePart(db, current, isStopped ? "stopped" : "done", { finishedAt: now, ...counted });
  queueDeletions(db, current, now);
}

/** Where the vendor gave no usage for the batch, that of its answers stands in. */
function countTokens(db: Db, part: Part): { inputTokens?: number | null; outputTokens?: number | null } {
  if (part.inputTokens !== null || part.vendorBatchId === null) return {};
  const sql =
    part.kind === "embeddings"
      ? "select sum(input_tokens) as inputTokens, 0 as outputTokens from vector_requests where part_id = ?"
      : "select sum(input_tokens) as inputTokens, sum(output_tokens) as outputTokens from requests where part_id = ?";
  return db.$client.prepare(sql).get(part.id) as { inputTokens: number | null; outputTokens: number | null };
}

/** Queues every file the vendor is known to hold for a part; queueing one twice changes nothing. */
export function queueDeletions(db: Db, part: Part, now: number): void {
  for (const id of [part.vendorFileId, part.outputFileId, part.errorFileId]) if (id) queueDeletion(db, part, id, now);
}

/** Queues one file at the vendor for deletion. */
export function queueDeletion(db: Db, part: Pick<Part, "id" | "batchId" | "provider">, id: string, now: number): void {
  db.insert(deletions)
    .values({
      provider: part.provider,
      vendorFileId: id,
      batchId: part.batchId,
      partId: part.id,
      createdAt: now,
      nextAttemptAt: now,
    })
    .onConflictDoNothing()
    .run();
}
