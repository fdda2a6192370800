import type { Db } from "#db/client";
import { answerTokens, countSample, MOST_CHARS, spread } from "#lib/batches/estimate-draft";
import type { PartWish } from "#lib/batches/expand";
import type { LineEmail } from "#lib/batches/jsonl";
import { needBatch } from "#lib/batches/preview";
import { codesOf } from "#lib/batches/problems";
import { RETRYABLE, type RetryWish, retryWish } from "#lib/batches/retry";
import { type CountTokens, countTokens } from "#lib/batches/tokens";
import type { RetryEstimate } from "#lib/batches/view";
import { effortOf } from "#lib/prompts/models";
import { isCut } from "#lib/prompts/shorten";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt } from "#lib/providers/prices";

const SAMPLE = 200;

/**
 * What trying emails again as wished would send and cost; computed in the worker, from a sample where they are many.
 * Throws AppError "not-found", or an Error when the counting child fails.
 */
export async function estimateRetry(
  db: Db,
  batchId: number,
  wish: RetryWish,
  count: CountTokens = countTokens,
): Promise<RetryEstimate> {
  const batch = needBatch(db, batchId);
  const codes = JSON.stringify(codesOf(db, batch, wish.cause ?? null));
  const { emails } = db.$client
    .prepare(`select count(*) as emails from requests where ${RETRYABLE}`)
    .get({ batchId, codes }) as { emails: number };
  const sample = readSample(db, batchId, codes);
  const asked = { ...retryWish(batch, wish), batchId };
  const { tokens } = await countSample(sample, asked, count);
  const inputTokens = spread(tokens, emails);
  const outputTokens = answerRange(emails, asked);
  const price = readPriceBook(db).priceOf(asked.provider, asked.model, Date.now());
  const low = costAt(price, { inputTokens: inputTokens.low, outputTokens: outputTokens.low });
  const high = costAt(price, { inputTokens: inputTokens.high, outputTokens: outputTokens.high });
  const longest = wish.longestText;
  const cut = longest ? sample.filter((email) => isCut(email.text, longest)).length : 0;
  const cost = low === null || high === null ? null : { low, high };
  return { emails, cost, inputTokens, outputTokens, cut, sampled: sample.length };
}

/** Answers that overran their room take more than that at the least, and what they are given now at the most. */
function answerRange(emails: number, asked: PartWish): { low: number; high: number } {
  const usual = answerTokens(emails, asked);
  if (!asked.answerTokens) return usual;
  const most = emails * asked.answerTokens;
  const before = emails * effortOf(asked.model).max_completion_tokens;
  return { low: Math.max(usual.low, Math.min(before, most)), high: Math.max(usual.high, most) };
}

/** Some of the emails, taken from all over them: neighbours are alike. */
function readSample(db: Db, batchId: number, codes: string): LineEmail[] {
  const rows = db.$client
    .prepare(
      `select e.id, r.custom_id as customId, e.from_text as fromText, e."to", e.date, e.subject,
              substr(e.text, 1, ${MOST_CHARS}) as text
         from requests r join emails e on e.id = r.email_id
        where r.id in (select id from requests where ${RETRYABLE} order by (id * 7919) % 100003 limit ${SAMPLE})`,
    )
    .all({ batchId, codes }) as (Omit<LineEmail, "to"> & { to: string })[];
  return rows.map((row) => ({ ...row, to: JSON.parse(row.to) as LineEmail["to"] }));
}
