import { setImmediate as turn } from "node:timers/promises";
import type { Db } from "#db/client";
import { type ResultFile, removeResultFiles } from "#lib/batches/download";
import type { Batch } from "#lib/batches/draft";
import { closePart, missingAnswer } from "#lib/batches/finish";
import { SLICE_MS } from "#lib/batches/limits";
import { type Line, readLines } from "#lib/batches/lines";
import { findPart, type Part } from "#lib/batches/parts";
import { createQuarantine } from "#lib/batches/set-aside";
import { readVectorAnswer } from "#lib/batches/vector-answers";
import { areVectorsWanted } from "#lib/batches/vector-rules";
import { nameOf } from "#lib/search/choice";
import { readModel } from "#lib/search/model";
import { saveVector } from "#lib/search/vectors";
import type { WorkerContext } from "#lib/worker/lane";

const SETTLE_ROWS = 500;

type Results = { files: ResultFile[]; isWhole: boolean };
type Row = { summaryId: number; revision: number; outcome: string | null };

/**
 * Collects a part that asked for vectors; false when the worker is ending. Each short transaction stores what some lines
 * say and the place they end at: killed anywhere it goes on at the next line, and reading one twice changes nothing.
 */
export async function collectVectors(
  context: WorkerContext,
  { id }: Pick<Part, "id">,
  batch: Batch,
  { files, isWhole }: Results,
): Promise<boolean> {
  const { db, signal, now } = context;
  const part = findPart(db, id);
  if (part?.state !== "collecting") return true;
  const store = createStore(db, part);
  let seen = 0;
  for (const file of files) {
    for await (const group of readLines(file.path)) {
      for (let at = Math.max(0, part.collectedLines - seen); at < group.length; ) {
        if (signal.aborted) return false;
        const from = at;
        at = db.transaction(() => store(group, from, seen, file), { behavior: "immediate" });
        await turn();
      }
      seen += group.length;
    }
  }
  const why = missingAnswer(part, batch, isWhole).reason ?? "";
  for (let isMore = true; isMore; ) {
    if (signal.aborted) return false;
    isMore = db.transaction(() => settle(db, part, why, now()), { behavior: "immediate" });
    await turn();
  }
  await removeResultFiles(context, part.id);
  return true;
}

/** Stores lines of a group from one on for about SLICE_MS; answers the next one. Runs inside a transaction. */
function createStore(db: Db, part: Part) {
  const client = db.$client;
  const find = client.prepare(
    "select summary_id as summaryId, revision, outcome from vector_requests where id = ? and part_id = ?",
  );
  const answer = client.prepare(
    "update vector_requests set outcome = ?, reason = ?, input_tokens = ?, text = '' where id = ?",
  );
  const mark = client.prepare("update summaries set embedded_revision = revision where id = ? and revision = ?");
  const advance = client.prepare("update parts set collected_lines = max(collected_lines, ?) where id = ?");
  const quarantine = createQuarantine(db, part);

  /** Why a line is put aside, or null when it was taken. */
  function take(line: Line): string | null {
    const read = readVectorAnswer(line);
    if ("why" in read) return read.why;
    const row = find.get(read.id, part.id) as Row | undefined;
    if (!row) return "no summary of this batch";
    if (row.outcome === "made" || row.outcome === "stale") return "a second answer for the same summary";
    if (read.vector) answer.run(...save(row, read.vector), read.inputTokens, read.id);
    else answer.run("failed", read.reason, null, read.id);
    return null;
  }

  /** A vector of another model than the current one, or of a text that was changed since, is never stored. */
  function save({ summaryId, revision }: Row, vector: Float32Array): [outcome: string, reason: string | null] {
    const current = readModel(db);
    if (current?.model !== nameOf(part.provider, part.model)) return ["stale", null];
    if (current.dimensions !== vector.length) return ["failed", "The vector has another length than before"];
    if (mark.run(summaryId, revision).changes === 0) return ["stale", null];
    saveVector(client, summaryId, current.number, vector);
    return ["made", null];
  }

  return (group: Line[], from: number, seen: number, file: ResultFile): number => {
    const end = performance.now() + SLICE_MS;
    let at = from;
    do {
      const line = group[at] as Line;
      const why = take(line);
      if (why !== null) quarantine.take(line, file.source, why);
      at += 1;
    } while (at < group.length && performance.now() < end);
    quarantine.flush(() => true);
    advance.run(seen + at, part.id);
    return at;
  };
}

/**
 * Gives some requests without an answer their outcome; without any left it closes the part. Answers whether more are
 * left. What nobody wants any more goes back into the queue: its batch may come back, or another model be asked.
 */
function settle(db: Db, part: Part, why: string, now: number): boolean {
  const client = db.$client;
  const isWanted = areVectorsWanted(db, part);
  const ids = client
    .prepare(
      `update vector_requests set outcome = ?, reason = ?, text = '' where id in
         (select id from vector_requests indexed by vector_requests_open where part_id = ? and outcome is null
           limit ${SETTLE_ROWS}) returning summary_id`,
    )
    .pluck()
    .all(isWanted ? "failed" : "stale", why, part.id) as number[];
  const back = client.prepare("update summaries set embedded_revision = 0 where id = ?");
  if (!isWanted) for (const id of ids) back.run(id);
  if (ids.length === SETTLE_ROWS) return true;
  closePart(db, part, now);
  return false;
}
