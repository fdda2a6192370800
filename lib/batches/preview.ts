import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches } from "#db/schema";
import type { Batch } from "#lib/batches/draft";
import type { PreviewPage } from "#lib/batches/draft-view";
import { buildLine, type LineEmail } from "#lib/batches/jsonl";
import { partsOf } from "#lib/batches/parts";
import { batchEmailsAt, draftEmailsAt } from "#lib/batches/source";
import { AppError } from "#lib/errors";
import type { Asked } from "#lib/prompts/recipe";

const MOST_REQUESTS = 50;

/** What a batch asks of every email. */
export function askedOf(batch: Batch): Asked {
  const { id, model, recipe, instructions, form } = batch;
  return { batchId: id, model, recipe, instructions, form };
}

/** A batch by its id. Throws AppError "not-found". */
export function needBatch(db: Db, batchId: number): Batch {
  const batch = db.select().from(batches).where(eq(batches.id, batchId)).get();
  if (!batch || batch.purgedAt !== null) throw new AppError("not-found", "This batch is gone.");
  return batch;
}

/**
 * Some of a batch's requests as people read them and as they are sent, from the 0-based `offset` on, at most 50.
 * Of a submitted batch: the latest request of every email. Throws AppError "not-found".
 */
export function previewPage(db: Db, batchId: number, page: { offset: number; limit: number }): PreviewPage {
  const batch = needBatch(db, batchId);
  const at = { offset: Math.max(0, page.offset), limit: Math.min(Math.max(1, page.limit), MOST_REQUESTS) };
  const isDraft = batch.state === "draft";
  const emails: (LineEmail & { partId?: number })[] = isDraft
    ? draftEmailsAt(db, batch, at)
    : batchEmailsAt(db, batchId, at);
  const total = isDraft ? countEmails(db, batch.datasetId) : batch.emailCount;
  // A retry may have asked otherwise than the batch itself: its part knows.
  const parts = new Map(isDraft ? [] : partsOf(db, batchId).map((part) => [part.id, part]));
  const requests = emails.map((email, i) => {
    const part = parts.get(email.partId ?? 0);
    const raw = buildLine(email, part ?? askedOf(batch)).slice(0, -1);
    const { messages } = (JSON.parse(raw) as { body: { messages: { role: string; content: string }[] } }).body;
    return { line: at.offset + i + 1, customId: email.customId, emailId: email.id, messages, raw };
  });
  const next = at.offset + requests.length;
  return { requests, total, next: requests.length > 0 && next < total ? next : null };
}

function countEmails(db: Db, datasetId: number): number {
  const row = db.$client
    .prepare("select count(*) as n from emails where dataset_id = ? and left_out = 0")
    .get(datasetId) as { n: number };
  return row.n;
}
