import type { Db } from "#db/client";
import { batches, type Form, parts } from "#db/schema";
import { fillIndex } from "#lib/search/fill";
import { type OutcomeRow, saveOutcomes } from "#lib/summaries/save";
import { FIRST_TIME } from "#tests/support/factories";

/** A submitted batch of a dataset, without parts or requests; answers its id. */
export function makeBatch(db: Db, datasetId: number, name = "Batch"): number {
  const row = { datasetId, name, state: "submitted", provider: "engine", model: "m", recipe: "classic" } as const;
  const made = { ...row, promptName: "Classic", instructions: "", createdAt: FIRST_TIME };
  return db.insert(batches).values(made).returning({ id: batches.id }).get().id;
}

/** A part of a batch that asked for a form's fields, done. */
export function makePart(db: Db, batchId: number, form: Form | null): void {
  const row = { batchId, number: 1, state: "done", provider: "engine", model: "m", recipe: "mailgist" } as const;
  db.insert(parts)
    .values({ ...row, instructions: "", form, requestCount: 0 })
    .run();
}

/** An outcome with everything filled in that is not said. */
export function makeOutcome(wish: Partial<OutcomeRow> & { emailId: number; batchId: number }): OutcomeRow {
  const outcome = wish.outcome ?? "summarised";
  return {
    datasetId: 1,
    requestId: wish.emailId * 100 + wish.batchId,
    outcome,
    text: outcome === "summarised" ? `Summary of ${wish.emailId} in ${wish.batchId}` : "",
    reason: outcome === "summarised" ? null : "No answer came",
    provider: "engine",
    model: "m",
    at: FIRST_TIME,
    ...wish,
  };
}

/** Stores outcomes in one transaction. */
export function save(db: Db, rows: OutcomeRow[]): void {
  db.$client.transaction(() => saveOutcomes(db, rows)).immediate();
}

/** Brings the search index up to date. */
export function indexAll(db: Db): void {
  while (fillIndex(db, 1000) > 0);
}
