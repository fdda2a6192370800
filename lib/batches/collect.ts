import { setImmediate as turn } from "node:timers/promises";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import { readAnswer } from "#lib/batches/answers";
import { type ResultFile, resultFiles } from "#lib/batches/download";
import { failureWords, isOfOneObject, whyFailed } from "#lib/batches/failures";
import { finishPart } from "#lib/batches/finish";
import { LONGEST_LINE, LONGEST_WAIT_MS, SLICE_MS } from "#lib/batches/limits";
import { type Line, readLines } from "#lib/batches/lines";
import { FOUND, isLastLook, lookedInVain } from "#lib/batches/missing";
import { createOutcomes, type Outcomes } from "#lib/batches/outcomes";
import { changePart, type Part } from "#lib/batches/parts";
import { createPauses, msUntil } from "#lib/batches/pauses";
import { createQuarantine, type Quarantine } from "#lib/batches/set-aside";
import type { OpenProvider } from "#lib/batches/step";
import { collectVectors } from "#lib/batches/vector-collect";
import { AppError } from "#lib/errors";
import { providerName } from "#lib/providers/names";
import { noteReachable, noteUnreachable } from "#lib/providers/reach";
import { VendorFailure } from "#lib/providers/vendor";
import { REASONS } from "#lib/words";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** So many characters of answers are held at once, to be stored in the order of their emails. */
const CHARS_AHEAD = 8_000_000;
const ERROR_FILE_FROM = 1_000_000_000;

/**
 * Makes the step that turns what a provider left into outcomes: downloads output and error file, reads them line by
 * line, gives every request its one outcome, and hands the vendor's files to the deletion outbox. `provider`: only
 * its parts.
 */
export function createCollectStep(open: OpenProvider, provider?: string): Step {
  const pauses = createPauses();
  const partPauses = createPauses<number>(undefined, LONGEST_WAIT_MS);
  return async (context) => {
    const now = context.now();
    const waiting = collecting(context.db, provider);
    const waits = waiting.map((one) =>
      Math.max(
        ...[one.nextAttemptAt, partPauses.until(one.id), pauses.until(one.provider)].map((at) => msUntil(at, now)),
      ),
    );
    const part = waiting[waits.indexOf(0)];
    if (!part) return waiting.length === 0 ? false : Math.min(...waits);
    try {
      const isDone = await collectPart(context, open, part);
      pauses.clear(part.provider);
      partPauses.clear(part.id);
      if (isDone) context.wake();
    } catch (error) {
      noteFailure(context, part, error);
      if (error instanceof VendorFailure) partPauses.failed(part.id, context.now(), error);
      if (!isOfOneObject(error)) pauses.failed(part.provider, context.now(), error);
    }
    return true;
  };
}

function collecting(db: Db, provider: string | undefined): Part[] {
  return db
    .select()
    .from(parts)
    .where(and(eq(parts.state, "collecting"), provider === undefined ? undefined : eq(parts.provider, provider)))
    .orderBy(asc(parts.id))
    .all();
}

function noteFailure({ db, now }: WorkerContext, part: Part, error: unknown): void {
  const there = providerName(db, part.provider);
  if (error instanceof AppError) changePart(db, part, { reason: error.message });
  else if (!(error instanceof VendorFailure)) throw error;
  else {
    if (isOfOneObject(error) || error.kind === "rejected") {
      const words = failureWords(error, there);
      changePart(db, part, { reason: `The results cannot be fetched yet, and Mailgist keeps asking: ${words}` });
    }
    if (!isOfOneObject(error) && error.kind !== "throttled") noteUnreachable(db, part.provider, there, now(), error);
  }
}

/** Where a line stands in the order of reading: the error file comes after the output file. */
function placeOf(line: Line, file: ResultFile): number {
  return line.number + (file.source === "error" ? ERROR_FILE_FROM : 0);
}

/** Collects one part to its end; false when the worker is ending. Killed anywhere, it goes on where it was. */
export async function collectPart(context: WorkerContext, open: OpenProvider, part: Part): Promise<boolean> {
  const { db } = context;
  const batch = db.select().from(batches).where(eq(batches.id, part.batchId)).get();
  if (!batch) return true;
  const isLast = isLastLook(part);
  const { files, missing } = await resultFiles(context, open, part, isLast);
  if (missing !== null && !isLast) {
    const what = missing === "gone" ? "the file with the answers" : "all of the answers";
    changePart(db, part, lookedInVain(part, context.now(), what));
    return true;
  }
  if (missing === "short") throw new VendorFailure("unknown", "only some of them come", { status: 200 });
  const isWhole = missing === null;
  if (files.length > 0) noteReachable(db, part.provider);
  if (!isWhole) changePart(db, part, { reason: REASONS.results_gone });
  else if (files.length > 0)
    changePart(db, part, { ...FOUND, reason: whyFailed(part.vendorStatus, part.vendorErrors) });
  if (part.kind === "embeddings") return collectVectors(context, part, batch, { files, isWhole });
  const collect = async () => {
    const outcomes = createOutcomes(db, part, batch);
    await outcomes.load();
    if (!(await readFiles(context, part, files, outcomes))) return false;
    return finishPart(context, part, batch, outcomes, isWhole);
  };
  return context.rush ? context.rush.run(collect) : collect();
}

/**
 * Reads all lines that were not read before. A place in the files is remembered only once everything before it is
 * stored: killed in between, the same lines are read again, which changes nothing.
 */
async function readFiles(
  context: WorkerContext,
  part: Part,
  files: ResultFile[],
  outcomes: Outcomes,
): Promise<boolean> {
  const quarantine = createQuarantine(context.db, part);
  let seen = 0;
  let ahead = 0;
  for (const file of files) {
    for await (const group of readLines(file.path, LONGEST_LINE)) {
      for (const line of group.slice(Math.max(0, part.collectedLines - seen))) {
        const answer = readAnswer(line, part);
        const why = "why" in answer ? answer.why : outcomes.take(answer, placeOf(line, file));
        if (why !== null) quarantine.take(line, file.source, why);
        ahead += (line.text ?? line.head).length;
      }
      seen += group.length;
      if (ahead >= CHARS_AHEAD) {
        if (!(await store(context, part, outcomes, quarantine, seen))) return false;
        ahead = 0;
      }
    }
  }
  return store(context, part, outcomes, quarantine, seen);
}

/** Stores what was read up to a line, in short transactions; answers false when the worker is ending. */
async function store(
  { db, now, signal }: WorkerContext,
  part: Part,
  outcomes: Outcomes,
  quarantine: Quarantine,
  lines: number,
): Promise<boolean> {
  const advance = db.$client.prepare("update parts set collected_lines = max(collected_lines, ?) where id = ?");
  for (let isAll = false; !isAll; ) {
    if (signal.aborted) return false;
    db.transaction(
      () => {
        const end = performance.now() + SLICE_MS;
        const isTime = () => performance.now() < end;
        isAll = outcomes.flush(now(), isTime) && quarantine.flush(isTime);
        if (isAll) advance.run(lines, part.id);
      },
      { behavior: "immediate" },
    );
    await turn();
  }
  return true;
}
