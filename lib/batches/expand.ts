import { setImmediate as turn } from "node:timers/promises";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import type { Batch } from "#lib/batches/draft";
import { buildLine, createCutter, customIdOf, type LineEmail } from "#lib/batches/jsonl";
import { PART_LIMITS, type PartLimits, SLICE_EMAILS, SLICE_MS } from "#lib/batches/limits";
import type { Asked } from "#lib/prompts/recipe";

/** The oldest submitted batch whose requests are not all written yet. */
export function nextToExpand(db: Db): Batch | undefined {
  return db
    .select()
    .from(batches)
    .where(and(eq(batches.state, "submitted"), isNull(batches.expandedAt)))
    .limit(1)
    .get();
}

/**
 * Writes a submitted batch's requests and cuts them into parts, in transactions of about 40 ms. Killed anywhere it
 * goes on where the last commit stood and ends with the same rows. Ends early when `signal` is aborted.
 */
export async function expandBatch(
  db: Db,
  batch: Batch,
  now: () => number,
  signal: AbortSignal,
  limits: PartLimits = PART_LIMITS,
): Promise<void> {
  const expansion = createExpansion(db, batch, limits);
  while (!signal.aborted) {
    const isDone = db.transaction(() => expansion.slice(now()), { behavior: "immediate" });
    if (isDone) return;
    await turn();
  }
}

function createExpansion(db: Db, batch: Batch, limits: PartLimits) {
  const leftOut = new Set(batch.selection?.leftOut ?? []);
  const next = selectedEmails(db, batch, batch.expandedTo ?? 0);
  const insert = db.$client.prepare(
    "insert into requests (batch_id, part_id, email_id, custom_id) values (?, ?, ?, ?)",
  );
  const grow = db.$client.prepare("update parts set request_count = ?, bytes = ? where id = ?");
  const last = db.select().from(parts).where(eq(parts.batchId, batch.id)).orderBy(desc(parts.number)).limit(1).get();
  let part = last ? { id: last.id, number: last.number, requests: last.requestCount, bytes: last.bytes ?? 0 } : null;
  let n = countRequests(db, batch.id);
  const beginsPart = createCutter(limits, part ?? undefined);

  /** Writes for about SLICE_MS; answers whether that was all. Runs inside a transaction. */
  function slice(now: number): boolean {
    const end = performance.now() + SLICE_MS;
    do {
      const emails = next();
      if (emails.length === 0) {
        db.update(batches).set({ expandedAt: now, emailCount: n }).where(eq(batches.id, batch.id)).run();
        return true;
      }
      for (const email of emails) if (!leftOut.has(email.id)) add(email);
      if (part) grow.run(part.requests, part.bytes, part.id);
      db.update(batches)
        .set({ expandedTo: emails.at(-1)?.id ?? 0 })
        .where(eq(batches.id, batch.id))
        .run();
    } while (performance.now() < end);
    return false;
  }

  function add(email: LineEmail): void {
    const customId = customIdOf(n, batch.id);
    const bytes = Buffer.byteLength(buildLine({ ...email, customId }, { ...batch, batchId: batch.id }));
    if (beginsPart(bytes) || !part) {
      if (part) grow.run(part.requests, part.bytes, part.id);
      part = { ...createPart(db, batch, (part?.number ?? 0) + 1), requests: 0, bytes: 0 };
    }
    insert.run(batch.id, part.id, email.id, customId);
    part.requests += 1;
    part.bytes += bytes;
    n += 1;
  }

  return { slice };
}

/** What a part is made with: its batch's own, or what a retry asks for instead. */
export type PartWish = Pick<Batch, "id" | "provider" | "model" | "recipe" | "instructions" | "form"> &
  Pick<Asked, "longestText" | "answerTokens">;

/** A new, empty part that waits. */
export function createPart(db: Db, wish: PartWish, number: number): { id: number; number: number } {
  const { id: batchId, ...asked } = wish;
  const { provider, model, recipe, instructions, form, longestText, answerTokens } = asked;
  return db
    .insert(parts)
    .values({
      batchId,
      number,
      provider,
      model,
      recipe,
      instructions,
      form,
      longestText,
      answerTokens,
      requestCount: 0,
      bytes: 0,
    })
    .returning({ id: parts.id, number: parts.number })
    .get();
}

function countRequests(db: Db, batchId: number): number {
  const row = db.$client.prepare("select count(*) as n from requests where batch_id = ?").get(batchId) as { n: number };
  return row.n;
}

/** Emails of the frozen selection after an id, those left out included, read by row id: their order is the batch's. */
function selectedEmails(db: Db, batch: Batch, after: number): () => LineEmail[] {
  const first = db.$client.prepare("select min(id) as id from emails where dataset_id = ?").get(batch.datasetId) as {
    id: number | null;
  };
  const read = db.$client.prepare(
    `select id, from_text as fromText, "to", date, subject, text from emails not indexed
      where id > ? and id <= ? and dataset_id = ? order by id limit ?`,
  );
  let at = Math.max(after, (first.id ?? 1) - 1);
  return () => {
    const rows = read.all(at, batch.selection?.upToEmailId ?? 0, batch.datasetId, SLICE_EMAILS) as (Omit<
      LineEmail,
      "to"
    > & { to: string })[];
    at = rows.at(-1)?.id ?? at;
    return rows.map((row) => ({ ...row, to: JSON.parse(row.to) as LineEmail["to"] }));
  };
}
