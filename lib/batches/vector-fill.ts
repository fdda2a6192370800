import { setImmediate as turn } from "node:timers/promises";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { parts } from "#db/schema";
import { PART_LIMITS, type PartLimits, SLICE_MS } from "#lib/batches/limits";
import { nextNumber, type Part } from "#lib/batches/parts";
import type { OpenProvider } from "#lib/batches/step";
import { vectorLine } from "#lib/batches/vector-lines";
import { areVectorsWanted, assertVectorsAllowed } from "#lib/batches/vector-rules";
import { AppError } from "#lib/errors";
import { VendorFailure } from "#lib/providers/vendor";
import { type EmbeddingChoice, modelOf, readChoice } from "#lib/search/choice";
import { fillVectors } from "#lib/search/fill-vectors";
import { createLiveEmbedder, tidyText } from "#lib/search/live";
import { readModel } from "#lib/search/model";
import { forgetVectors } from "#lib/search/vectors";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** So few summaries that were changed later are embedded live: nobody waits a day for a corrected word. */
const FEW = 50;
/** Bytes a few short texts have at most, for the ceiling. */
const FEW_BYTES = 8 * 8_000;
const ROWS = 100;
const AGAIN_MS = 60_000;

/**
 * Makes the step that asks the chosen provider for the vectors of summaries that wait for one: a part of their own batch
 * once its summaries are collected. Nothing is done while the local model is chosen.
 */
export function createVectorFillStep(open: OpenProvider, limits: PartLimits = PART_LIMITS): Step {
  return async (context) => {
    const { db, signal } = context;
    const begun = fillingPart(db);
    if (begun) {
      const fill = createFill(db, begun, limits);
      while (!signal.aborted) {
        if (db.transaction(fill, { behavior: "immediate" })) break;
        await turn();
      }
      context.wake();
      return true;
    }
    const choice = readChoice(db);
    const current = readModel(db);
    const isCurrent = choice && current?.model === modelOf(choice).model && current.queuedTo === null;
    const batchId = isCurrent ? nextBatch(db) : undefined;
    if (!choice || batchId === undefined) return false;
    if (isChangedLater(db, batchId, choice)) return embedFew(context, open, choice, batchId);
    beginPart(db, batchId, choice);
    return true;
  };
}

function fillingPart(db: Db): Part | undefined {
  return db
    .select()
    .from(parts)
    .where(and(eq(parts.state, "waiting"), eq(parts.isFilling, true)))
    .get();
}

/** A batch with summaries that wait, all of whose own parts have ended, and that is not thrown away. */
function nextBatch(db: Db): number | undefined {
  return db.$client
    .prepare(
      `select batch_id from summaries indexed by summaries_unembedded
        where embedded_revision < revision and batch_id not in (
          select batch_id from parts where kind = 'summaries' and state not in ('done','stopped')
          union select b.id from batches b join datasets d on d.id = b.dataset_id
            where b.expanded_at is null or b.removed_at is not null or b.purged_at is not null or d.removed_at is not null)
        limit 1`,
    )
    .pluck()
    .get() as number | undefined;
}

/** Whether a batch was asked for with this model before, and only little of it waits. */
function isChangedLater(db: Db, batchId: number, { provider, model }: EmbeddingChoice): boolean {
  const { wasAsked, waiting } = db.$client
    .prepare(
      `select exists (select 1 from parts where batch_id = @batchId and kind = 'embeddings' and state = 'done'
                         and provider = @provider and model = @model) as wasAsked,
              (select count(*) from (select 1 from summaries indexed by summaries_unembedded
                where embedded_revision < revision and batch_id = @batchId limit ${FEW + 1})) as waiting`,
    )
    .get({ batchId, provider, model }) as { wasAsked: number; waiting: number };
  return wasAsked === 1 && waiting <= FEW;
}

async function embedFew(
  context: WorkerContext,
  open: OpenProvider,
  choice: EmbeddingChoice,
  batchId: number,
): Promise<true | number> {
  try {
    assertVectorsAllowed(context.db, { ...choice, bytes: FEW_BYTES }, context.now());
    const client = await open(context, choice.provider);
    await fillVectors(context.db, createLiveEmbedder(context, client, choice), batchId);
    return true;
  } catch (error) {
    if (error instanceof AppError || error instanceof VendorFailure) return AGAIN_MS;
    throw error;
  }
}

function beginPart(db: Db, batchId: number, { provider, model, dimensions }: EmbeddingChoice): void {
  db.transaction(
    () => {
      const number = nextNumber(db, batchId, "embeddings");
      const asked = { provider, model, dimensions, recipe: "mailgist" as const, instructions: "" };
      db.insert(parts)
        .values({ ...asked, batchId, number, kind: "embeddings", requestCount: 0, isFilling: true })
        .run();
    },
    { behavior: "immediate" },
  );
}

/**
 * Takes summaries of a part's batch out of the queue and writes a line for each, for about SLICE_MS; answers whether
 * that was all. Runs inside a transaction: killed anywhere, each summary is in the queue or has its line.
 */
function createFill(db: Db, part: Part, limits: PartLimits): () => boolean {
  const client = db.$client;
  const read = client.prepare(
    `select id, text, revision from summaries indexed by summaries_unembedded
      where embedded_revision < revision and batch_id = ? limit ${ROWS}`,
  );
  const take = client.prepare("update summaries set embedded_revision = revision where id = ?");
  const insert = client.prepare(
    "insert into vector_requests (part_id, summary_id, revision, text) values (?, ?, ?, ?) returning id",
  );
  const save = client.prepare("update parts set request_count = ?, bytes = ?, is_filling = ? where id = ?");
  let requests = part.requestCount;
  let bytes = part.bytes ?? 0;

  return () => {
    const end = performance.now() + SLICE_MS;
    let isDone = !areVectorsWanted(db, part);
    while (!isDone && performance.now() < end) {
      const rows = read.all(part.batchId) as { id: number; text: string; revision: number }[];
      isDone = rows.length === 0;
      for (const row of rows) {
        const text = tidyText(row.text);
        if (text === "") forgetVectors(client, [row.id]);
        else {
          const size = Buffer.byteLength(vectorLine(part, { id: Number.MAX_SAFE_INTEGER, text }));
          if (requests >= limits.requests || bytes + size > limits.bytes) {
            isDone = true;
            break;
          }
          insert.run(part.id, row.id, row.revision, text);
          requests += 1;
          bytes += size;
        }
        take.run(row.id);
      }
    }
    if (isDone && requests === 0) client.prepare("delete from parts where id = ?").run(part.id);
    else save.run(requests, bytes, isDone ? 0 : 1, part.id);
    return isDone;
  };
}
