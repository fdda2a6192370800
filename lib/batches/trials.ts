import { createHash } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "#db/client";
import { trials } from "#db/schema";
import { causeOf } from "#lib/batches/causes";
import { assertUnderCeiling } from "#lib/batches/ceiling";
import type { Batch } from "#lib/batches/draft";
import type { TrialView } from "#lib/batches/draft-view";
import { askedOf, needBatch } from "#lib/batches/preview";
import { emailsByIds } from "#lib/batches/source";
import { assertProviderReady } from "#lib/batches/submit";
import { type Env, readEnv } from "#lib/env";
import { AppError } from "#lib/errors";
import { buildBody } from "#lib/prompts/build";
import type { Asked, PromptEmail } from "#lib/prompts/recipe";
import { providerName } from "#lib/providers/names";

/** Never more at once, whoever asks. */
const MOST = 3;
/** How many are shown: the newest of each email. */
const SHOWN = 9;
/** Up to this many emails all ids are read; beyond, places are drawn. */
const FEW = 1000;
const DRAWS = 60;

export type TrialWish = {
  /** The draft's revision that was seen. */
  revision: number;
  /** Chosen by hand, at most three; random ones when there are none. */
  emailIds?: number[] | undefined;
};

/**
 * Asks for up to three emails of a draft to be tried live; the worker does it. While some of this draft are on their
 * way nothing is added, so that a double click costs once. Answers the ids of the rows that are open then. Throws
 * AppError "not-found", "conflict" (submitted, changed elsewhere) or "invalid" (no key, no emails, too many).
 */
export function startTrials(
  db: Db,
  batchId: number,
  wish: TrialWish,
  env: Env = readEnv(),
  now = Date.now(),
  random: () => number = Math.random,
): number[] {
  return db.transaction(
    () => {
      const batch = needBatch(db, batchId);
      if (batch.state !== "draft") throw new AppError("conflict", "This batch was already submitted.");
      const open = openTrials(db, batchId);
      if (open.length > 0) return open;
      if (batch.revision !== wish.revision)
        throw new AppError("conflict", "This was changed in another window. Look at it again, then try.");
      assertProviderReady(db, batch, env, now);
      // Three emails cost next to nothing, but not beyond the ceiling.
      assertUnderCeiling(db, { ...batch, expected: { inputTokens: { high: 0 }, outputTokens: { high: 0 } } }, now);
      const emailIds = wish.emailIds ? chosen(db, batch, wish.emailIds) : drawn(db, batch, random);
      if (emailIds.length === 0) throw new AppError("invalid", "There are no emails to try.");
      const { provider, model } = batch;
      const rows = emailIds.map((emailId) => ({ batchId, emailId, provider, model, createdAt: now }));
      return db
        .insert(trials)
        .values(rows)
        .returning({ id: trials.id })
        .all()
        .map((row) => row.id);
    },
    { behavior: "immediate" },
  );
}

/** Gives up the trials of a draft that have no answer yet; what was already asked may still cost. */
export function cancelTrials(db: Db, batchId: number, now = Date.now()): void {
  db.update(trials)
    .set({ outcome: "cancelled", answeredAt: now })
    .where(and(eq(trials.batchId, batchId), isNull(trials.answeredAt)))
    .run();
}

/** The newest trial of each email of a draft: those asked for last first, together in the order of their file. Throws AppError "not-found". */
export function listTrials(db: Db, batchId: number): TrialView[] {
  const batch = needBatch(db, batchId);
  const rows = db.select().from(trials).where(eq(trials.batchId, batchId)).orderBy(desc(trials.id)).limit(200).all();
  const newest = [...Map.groupBy(rows, (row) => row.emailId).values()].flatMap(([first]) => (first ? [first] : []));
  const shown = newest.slice(0, SHOWN).sort((a, b) => b.createdAt - a.createdAt || a.emailId - b.emailId);
  const emails = new Map(
    emailsByIds(
      db,
      shown.map((row) => row.emailId),
    ).map((email) => [email.id, email]),
  );
  return shown.flatMap((row) => {
    const email = emails.get(row.emailId);
    return email ? [toView(db, batch, row, email)] : [];
  });
}

/** A hash of the very text that would stand as "body" in the email's line. */
export function hashBody(email: PromptEmail, asked: Asked): { body: ReturnType<typeof buildBody>; hash: string } {
  const body = buildBody(email, asked);
  return { body, hash: createHash("sha256").update(JSON.stringify(body)).digest("hex") };
}

function openTrials(db: Db, batchId: number): number[] {
  return db
    .select({ id: trials.id })
    .from(trials)
    .where(and(eq(trials.batchId, batchId), isNull(trials.answeredAt)))
    .all()
    .map((row) => row.id);
}

function chosen(db: Db, batch: Batch, emailIds: number[]): number[] {
  const wanted = [...new Set(emailIds)];
  if (wanted.length > MOST) throw new AppError("invalid", "Choose three emails at most.");
  const known = db.$client
    .prepare("select id from emails where dataset_id = ? and id in (select value from json_each(?)) order by id")
    .pluck()
    .all(batch.datasetId, JSON.stringify(wanted)) as number[];
  if (known.length < wanted.length) throw new AppError("not-found", "One of these emails is gone.");
  return known;
}

/** Random ones that would be sent; those not tried yet come first. */
function drawn(db: Db, batch: Batch, random: () => number): number[] {
  const tried = new Set(
    db
      .select({ id: trials.emailId })
      .from(trials)
      .where(eq(trials.batchId, batch.id))
      .all()
      .map((row) => row.id),
  );
  const candidates = someIds(db, batch.datasetId, random).map((id) => ({ id, place: random() }));
  candidates.sort((a, b) => Number(tried.has(a.id)) - Number(tried.has(b.id)) || a.place - b.place);
  return candidates.slice(0, MOST).map(({ id }) => id);
}

function someIds(db: Db, datasetId: number, random: () => number): number[] {
  const sql = db.$client;
  const own = "from emails where dataset_id = ? and left_out = 0";
  const count = sql.prepare(`select count(*) ${own}`).pluck().get(datasetId) as number;
  if (count <= FEW) return sql.prepare(`select id ${own}`).pluck().all(datasetId) as number[];
  const at = sql.prepare(`select id ${own} order by id limit 1 offset ?`).pluck();
  const ids = new Set<number>();
  for (let draw = 0; draw < DRAWS && ids.size < 2 * MOST; draw += 1)
    ids.add(at.get(datasetId, Math.floor(random() * count)) as number);
  return [...ids];
}

type Row = typeof trials.$inferSelect;

function toView(db: Db, batch: Batch, row: Row, email: PromptEmail): TrialView {
  const { id, emailId, provider, model, text, inputTokens, outputTokens, createdAt, startedAt, answeredAt } = row;
  const isFailed = row.outcome === "failed";
  const cause = isFailed ? causeOf(row.reasonCode ?? "", batch.recipe) : null;
  const isNow = row.bodyHash === null || row.bodyHash === hashBody(email, askedOf(batch)).hash;
  return {
    id,
    emailId,
    sender: email.fromText,
    subject: email.subject,
    state: row.outcome ?? (startedAt === null ? "waiting" : "asking"),
    text,
    problem: cause ? (cause.title ?? row.reason ?? "The provider gave no reason") : null,
    words: cause?.title ? row.reason : null,
    provider,
    providerName: providerName(db, provider),
    model,
    inputTokens,
    outputTokens,
    tookMs: startedAt === null || answeredAt === null ? null : answeredAt - startedAt,
    createdAt,
    isStale: !isNow || provider !== batch.provider,
  };
}
