import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, type ExpectedTokens } from "#db/schema";
import { fingerprintOf } from "#lib/batches/draft";
import type { Estimate } from "#lib/batches/draft-view";
import { PART_LIMITS } from "#lib/batches/limits";
import { askedOf, needBatch } from "#lib/batches/preview";
import { draftEmailsAt } from "#lib/batches/source";
import { type CountTokens, countTokens } from "#lib/batches/tokens";
import { buildBody } from "#lib/prompts/build";
import { expectedTokensOf, type Form } from "#lib/prompts/form";
import { thinkingOf } from "#lib/prompts/models";
import type { Recipe } from "#lib/prompts/recipe";
import { kindOf } from "#lib/providers/kinds";
import { findProvider } from "#lib/providers/list";
import { readPriceBook } from "#lib/providers/price-book";
import { costAt, PRICES_CHECKED_ON } from "#lib/providers/prices";
import { budgetOf } from "#lib/settings/budgets";

const SAMPLE = 500;
/** Emails of the sample are read in this many runs spread over the dataset, since neighbours are alike. */
const RUNS = 20;
/** Characters counted of one email; what is longer is taken to go on alike. */
export const MOST_CHARS = 200_000;
/** What the vendor adds around each message (OpenAI cookbook, counting tokens). */
const TOKENS_AROUND = 12;
/** A summary of one line to one of 60 words, as JSON; what the fields take comes on top. */
const ANSWER_TOKENS = { low: 40, high: 110 };
/** What sampling may miss: two standard errors. */
const STANDARD_ERRORS = 2;

/** Tokens that `count` answers of a model may take, its thinking included. */
export function answerTokens(
  count: number,
  asked: { recipe: Recipe; model: string; form?: Form | null },
): { low: number; high: number } {
  const parts = [ANSWER_TOKENS, thinkingOf(asked.recipe, asked.model), expectedTokensOf(asked.form ?? null)];
  const each = (end: "low" | "high") => parts.reduce((total, part) => total + part[end], 0);
  return { low: count * each("low"), high: count * each("high") };
}

const kept = new WeakMap<Db["$client"], { key: string; answer: Estimate }>();

/**
 * What a draft would take and cost; computed in the worker. The last answer is remembered while neither draft nor
 * emails change. Throws AppError "not-found", or an Error when the counting child fails.
 */
export async function computeEstimate(db: Db, batchId: number, count: CountTokens = countTokens): Promise<Estimate> {
  const batch = needBatch(db, batchId);
  const { count: emails, mark } = fingerprintOf(db, batch.datasetId);
  const key = estimateKey(batch, mark);
  const book = readPriceBook(db);
  const price = book.priceOf(batch.provider, batch.model, Date.now());
  const hasOwnPrice = book.describe(batch.provider, batch.model, Date.now()).ownSince !== null;
  const queueLimit = budgetOf(db, batch.provider, batch.model);
  const keptAs = `${key}.${JSON.stringify(price)}.${queueLimit}`;
  const known = kept.get(db.$client);
  if (known?.key === keptAs && batch.expected?.key === key) return known.answer;
  const sample = readSample(db, batch, emails);
  const counted = await countSample(sample, askedOf(batch), count);
  const inputTokens = spread(counted.tokens, emails);
  const outputTokens = answerTokens(emails, batch);
  const low = costAt(price, { inputTokens: inputTokens.low, outputTokens: outputTokens.low });
  const high = costAt(price, { inputTokens: inputTokens.high, outputTokens: outputTokens.high });
  const meanBytes = sample.length === 0 ? 0 : counted.bytes / sample.length;
  const answer: Estimate = {
    emails,
    parts: Math.max(
      emails === 0 ? 0 : 1,
      Math.ceil(emails / PART_LIMITS.requests),
      Math.ceil((emails * meanBytes) / PART_LIMITS.bytes),
      queueLimit === null ? 0 : Math.ceil(inputTokens.high / queueLimit),
    ),
    inputTokens,
    outputTokens,
    cost: low === null || high === null ? null : { low, high },
    assumptions: assumptions(
      batch,
      {
        isLocal: findProvider(db, batch.provider)?.isLocal ?? false,
        isPriceKnown: low !== null,
        hasOwnPrice,
        queueLimit: queueLimit !== null && inputTokens.high > queueLimit ? queueLimit : null,
      },
      { emails, sampled: sample.length },
    ),
    sampled: sample.length,
  };
  kept.set(db.$client, { key: keptAs, answer });
  saveExpected(db, batch, { key, inputTokens, outputTokens });
  return answer;
}

/** What an estimate belongs to: this draft as it is, and these emails. */
export function estimateKey(batch: { id: number; revision: number }, mark: string): string {
  return `${batch.id}.${batch.revision}.${mark}`;
}

/** A submit compares it with the ceiling and freezes it. Writing only what is new keeps open pages quiet. */
function saveExpected(db: Db, batch: Batch, expected: ExpectedTokens): void {
  if (batch.expected?.key === expected.key) return;
  db.update(batches)
    .set({ expected })
    .where(and(eq(batches.id, batch.id), eq(batches.state, "draft"), eq(batches.revision, batch.revision)))
    .run();
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

function assumptions(
  batch: Batch,
  known: { isLocal: boolean; isPriceKnown: boolean; hasOwnPrice: boolean; queueLimit: number | null },
  counted: { emails: number; sampled: number },
): string[] {
  const { emails, sampled } = counted;
  const { isLocal, isPriceKnown, hasOwnPrice, queueLimit } = known;
  const kind = kindOf(batch.provider);
  const howCounted =
    sampled < emails
      ? `Counted from a sample of ${sampled} emails spread over all of them.`
      : "Every email was counted.";
  if (kind === "engine")
    return [
      "The built-in engine runs on this computer: it costs nothing, and no email leaves it.",
      "It usually takes seconds to minutes.",
      howCounted,
    ];
  const thinking = thinkingOf(batch.recipe, batch.model);
  const fields = expectedTokensOf(batch.form);
  const prices = hasOwnPrice
    ? "The price is the one typed in Settings. The provider's bill counts, not this estimate."
    : kind === "openai"
      ? `Batch prices, half of live calls, as checked on ${PRICES_CHECKED_ON}. The provider's bill counts, not this estimate.`
      : "It runs on your own computer, so nothing is charged.";
  return [
    howCounted,
    "A summary is taken to be 30 to 60 words long; longer answers cost a little more.",
    ...(fields.high > 0
      ? [`The fields wanted back are taken to need ${fields.low} to ${fields.high} tokens more for each email.`]
      : []),
    ...(thinking.high > 0
      ? [
          `This model thinks before it answers: ${thinking.low} to ${thinking.high} tokens for each email are counted in.`,
        ]
      : []),
    isPriceKnown
      ? prices
      : "The price of this model is not known here. Look it up at the provider, and give it in Settings.",
    ...(queueLimit === null
      ? []
      : [
          `The provider lets ${queueLimit.toLocaleString("en")} tokens of this model wait at once, so one part starts when another has ended.`,
        ]),
    kind === "chat"
      ? `It is asked email by email, so how long it takes depends on ${isLocal ? "this computer" : "the provider"}.`
      : "Answers come within 24 hours, often much sooner. What is not answered by then is not charged.",
  ];
}
