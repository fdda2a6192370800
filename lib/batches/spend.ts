import type { Db } from "#db/client";
import type { ExpectedTokens } from "#db/schema";
import type { SpendView } from "#lib/batches/view";
import { type PriceBook, readPriceBook } from "#lib/providers/price-book";
import { costAt, type Usage } from "#lib/providers/prices";

/** Requests of one provider and model, with what was counted or, while they run, what they may take at most. */
type Spent = { provider: string; model: string; at: number; usage: Usage | null; isAwaited: boolean };

type PartRow = {
  provider: string;
  model: string;
  submittedAt: number | null;
  state: string;
  kind: string;
  requestCount: number;
  bytes: number | null;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  /** What a retry let each answer take; null for the usual. */
  answerTokens: number | null;
  expected: string | null;
  emailCount: number;
};
type UsedRow = Usage & { provider: string; model: string; at: number };

/** Bytes of JSONL to a token of input, and tokens of a long answer: for what nobody estimated. */
const BYTES_PER_TOKEN = 4;
const LONG_ANSWER = 110;

/** When the calendar month of a moment began on this computer's clock, ms. */
export function monthStart(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), 1).getTime();
}

/**
 * What this month's requests cost so far, US dollars: batches, retries and trials, also of batches that were deleted
 * since. What still runs counts with the high end of its estimate. Computed from tokens and the prices of their day.
 */
export function readSpend(db: Db, now: number, book: PriceBook = readPriceBook(db)): SpendView {
  const from = monthStart(now);
  const view: SpendView = { monthStart: from, total: 0, awaited: 0, trials: 0, unpriced: [] };
  const unpriced = new Set<string>();
  const add = (spent: Spent, isLive: boolean) => {
    const price = isLive
      ? book.livePriceOf(spent.provider, spent.model, spent.at)
      : book.priceOf(spent.provider, spent.model, spent.at);
    const cost = spent.usage && costAt(price, spent.usage);
    if (cost === null) unpriced.add(spent.model);
    view.total += cost ?? 0;
    if (spent.isAwaited) view.awaited += cost ?? 0;
    return cost ?? 0;
  };
  for (const spent of [...partsSince(db, from, now), ...unsentSince(db, now), ...deletedSince(db, from)])
    add(spent, false);
  for (const spent of trialsSince(db, from)) view.trials += add(spent, true);
  for (const spent of searchesSince(db, from)) add(spent, true);
  return { ...view, unpriced: [...unpriced] };
}

function partsSince(db: Db, from: number, now: number): Spent[] {
  const rows = db.$client
    .prepare(
      `select p.provider, p.model, p.submitted_at as submittedAt, p.state, p.kind, p.request_count as requestCount, p.bytes,
              p.input_tokens as inputTokens, p.cached_tokens as cachedTokens, p.output_tokens as outputTokens,
              p.answer_tokens as answerTokens, b.expected, b.email_count as emailCount
         from parts p join batches b on b.id = p.batch_id
        where p.provider <> 'engine' and (p.submitted_at >= ? or p.state not in ('done','stopped'))
          and (p.kind = 'summaries' or p.intent_at is not null)`,
    )
    .all(from) as PartRow[];
  return rows.map((row) => {
    const isAwaited = row.state !== "done" && row.state !== "stopped";
    const { provider, model } = row;
    return { provider, model, at: row.submittedAt ?? now, isAwaited, usage: isAwaited ? atMost(row) : usedBy(row) };
  });
}

function usedBy(row: PartRow): Usage {
  const { inputTokens, cachedTokens, outputTokens } = row;
  return { inputTokens: inputTokens ?? 0, cachedTokens, outputTokens: outputTokens ?? 0 };
}

/** What a part under way may take: its share of the estimate, or what is counted already if that is more. */
function atMost(row: PartRow): Usage | null {
  const used = usedBy(row);
  if (row.kind === "embeddings")
    return { inputTokens: Math.max((row.bytes ?? 0) / BYTES_PER_TOKEN, used.inputTokens), outputTokens: 0 };
  const share = row.requestCount / Math.max(1, row.emailCount);
  const expected = row.expected === null ? null : (JSON.parse(row.expected) as ExpectedTokens);
  const input = expected ? expected.inputTokens.high * share : (row.bytes ?? 0) / BYTES_PER_TOKEN;
  const usual = expected ? expected.outputTokens.high * share : row.requestCount * LONG_ANSWER;
  const output = Math.max(usual, row.requestCount * (row.answerTokens ?? 0));
  return { inputTokens: Math.max(input, used.inputTokens), outputTokens: Math.max(output, used.outputTokens) };
}

/** Emails of submitted batches that are in no part yet. */
function unsentSince(db: Db, now: number): Spent[] {
  const rows = db.$client
    .prepare(
      `select b.provider, b.model, 'summaries' as kind, b.expected, b.email_count as emailCount, null as bytes,
              null as answerTokens,
              b.email_count - (select coalesce(sum(request_count), 0) from parts where batch_id = b.id) as requestCount
         from batches b where b.state = 'submitted' and b.expanded_at is null and b.provider <> 'engine'
          and b.cancel_requested_at is null`,
    )
    .all() as PartRow[];
  return rows
    .filter((row) => row.requestCount > 0)
    .map((row) => ({ provider: row.provider, model: row.model, at: now, isAwaited: true, usage: atMost(row) }));
}

function deletedSince(db: Db, from: number): Spent[] {
  return used(
    db,
    `select provider, model, at, input_tokens as inputTokens, cached_tokens as cachedTokens,
            output_tokens as outputTokens from past_usage where at >= ?`,
    from,
  );
}

function trialsSince(db: Db, from: number): Spent[] {
  return used(
    db,
    `select provider, model, started_at as at, coalesce(input_tokens, 0) as inputTokens,
            coalesce(output_tokens, 0) as outputTokens from trials where started_at >= ? and provider <> 'engine'`,
    from,
  );
}

function searchesSince(db: Db, from: number): Spent[] {
  return used(
    db,
    `select provider, model, day as at, input_tokens as inputTokens, 0 as outputTokens
       from embedding_calls where day >= ? and provider <> 'engine'`,
    from,
  );
}

function used(db: Db, sql: string, from: number): Spent[] {
  const rows = db.$client.prepare(sql).all(from) as UsedRow[];
  return rows.map(({ provider, model, at, ...usage }) => ({ provider, model, at, usage, isAwaited: false }));
}
