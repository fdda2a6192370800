import type { Db } from "#db/client";
import { fingerprintOf } from "#lib/batches/draft";
import { PART_LIMITS } from "#lib/batches/limits";
import { askedOf, needBatch } from "#lib/batches/preview";
import { draftEmailsAt } from "#lib/batches/source";
import { type CountTokens, countTokens } from "#lib/batches/tokens";
import type { Estimate } from "#lib/batches/view";
import { buildBody } from "#lib/prompts/build";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt, PRICES_CHECKED_ON } from "#lib/providers/prices";

const SAMPLE = 500;
/** Emails of the sample are read in this many runs spread over the dataset, since neighbours are alike. */
const RUNS = 20;
/** Characters counted of one email; what is longer is taken to go on alike. */
export const MOST_CHARS = 200_000;
/** What the vendor adds around each message (OpenAI cookbook, counting tokens). */
const TOKENS_AROUND = 12;
/** A summary of one line to one of 60 words, as JSON. */
export const ANSWER_TOKENS = { low: 40, high: 110 };
/** What sampling may miss: two standard errors. */
const STANDARD_ERRORS = 2;

const kept = new WeakMap<Db["$client"], { key: string; answer: Estimate }>();

/**
 * What a draft would take and cost; computed in the worker. The last answer is remembered while neither draft nor
 * emails change. Throws AppError "not-found", or an Error when the counting child fails.
 */
export async function computeEstimate(db: Db, batchId: number, count: CountTokens = countTokens): Promise<Estimate> {
  const batch = needBatch(db, batchId);
  const { count: emails, mark } = fingerprintOf(db, batch.datasetId);
  const key = `${batch.id}.${batch.revision}.${mark}`;
  const known = kept.get(db.$client);
  if (known?.key === key) return known.answer;
  const sample = readSample(db, batch, emails);
  const counted = await countSample(sample, askedOf(batch), count);
  const inputTokens = spread(counted.tokens, emails);
  const outputTokens = { low: emails * ANSWER_TOKENS.low, high: emails * ANSWER_TOKENS.high };
  const price = readPriceBook(db).priceOf(batch.provider, batch.model, Date.now());
  const low = costAt(price, { inputTokens: inputTokens.low, outputTokens: outputTokens.low });
  const high = costAt(price, { inputTokens: inputTokens.high, outputTokens: outputTokens.high });
  const meanBytes = sample.length === 0 ? 0 : counted.bytes / sample.length;
  const answer: Estimate = {
    emails,
    parts: Math.max(
      emails === 0 ? 0 : 1,
      Math.ceil(emails / PART_LIMITS.requests),
      Math.ceil((emails * meanBytes) / PART_LIMITS.bytes),
    ),
    inputTokens,
    outputTokens,
    cost: low === null || high === null ? null : { low, high },
    assumptions: assumptions(batch.provider, emails, sample.length, low !== null),
    sampled: sample.length,
  };
  kept.set(db.$client, { key, answer });
  return answer;
}

type Batch = ReturnType<typeof needBatch>;
type Sample = ReturnType<typeof draftEmailsAt>;

function readSample(db: Db, batch: Batch, emails: number): Sample {
  if (emails <= SAMPLE) return draftEmailsAt(db, batch, { offset: 0, limit: SAMPLE });
  const limit = SAMPLE / RUNS;
  return Array.from({ length: RUNS }, (_, run) => Math.floor((run * (emails - limit)) / (RUNS - 1))).flatMap((offset) =>
    draftEmailsAt(db, batch, { offset, limit }),
  );
}

/** Tokens of each request of a sample, and the bytes of all of them. */
export async function countSample(sample: Sample, asked: Parameters<typeof buildBody>[1], count: CountTokens) {
  if (sample.length === 0) return { tokens: [], bytes: 0 };
  const bodies = sample.map((email) => buildBody(email, asked));
  const bytes = bodies.reduce((sum, body) => sum + Buffer.byteLength(JSON.stringify(body)), 0);
  // What is the same in every request is counted once.
  const { model: _, messages: __, ...options } = bodies[0] as (typeof bodies)[number];
  const fixed = `${bodies[0]?.messages[0]?.content ?? ""}\n${"response_format" in options ? JSON.stringify(options.response_format) : ""}`;
  const texts = bodies.map((body) => body.messages[1]?.content ?? "");
  const [fixedTokens = 0, ...tokens] = await count([fixed, ...texts.map((text) => text.slice(0, MOST_CHARS))]);
  const scaled = tokens.map((n, i) => n * Math.max(1, (texts[i]?.length ?? 0) / MOST_CHARS));
  return { tokens: scaled.map((n) => n + fixedTokens + TOKENS_AROUND), bytes };
}

/** Tokens of all emails from those of some: a range, or one number when all were counted. */
export function spread(tokens: number[], emails: number): { low: number; high: number } {
  const sum = tokens.reduce((total, n) => total + n, 0);
  if (tokens.length >= emails || tokens.length === 0) return { low: Math.round(sum), high: Math.round(sum) };
  const mean = sum / tokens.length;
  const variance = tokens.reduce((total, n) => total + (n - mean) ** 2, 0) / (tokens.length - 1);
  const margin = STANDARD_ERRORS * Math.sqrt(variance / tokens.length);
  return {
    low: Math.round(Math.max(Math.min(...tokens), mean - margin) * emails),
    high: Math.round((mean + margin) * emails),
  };
}

function assumptions(provider: string, emails: number, sampled: number, isPriceKnown: boolean): string[] {
  const counted =
    sampled < emails
      ? `Counted from a sample of ${sampled} emails spread over all of them.`
      : "Every email was counted.";
  if (provider === "engine")
    return [
      "The built-in engine runs on this computer: it costs nothing, and no email leaves it.",
      "It usually takes seconds to minutes.",
      counted,
    ];
  return [
    counted,
    "A summary is taken to be 30 to 60 words long; longer answers cost a little more.",
    isPriceKnown
      ? `Batch prices, half of live calls, as checked on ${PRICES_CHECKED_ON}. The provider's bill counts, not this estimate.`
      : "The price of this model is not known here. Look it up at the provider before submitting.",
    "Answers come within 24 hours, often much sooner. What is not answered by then is not charged.",
  ];
}
