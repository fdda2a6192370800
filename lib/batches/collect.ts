import { setImmediate as turn } from "node:timers/promises";
import { and, asc, eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { batches, parts } from "#db/schema";
import { readAnswer } from "#lib/batches/answers";
import { type ResultFile, resultFiles } from "#lib/batches/download";
import { finishPart } from "#lib/batches/finish";
import { LONGEST_LINE, QUARANTINE_CHARS, SLICE_MS } from "#lib/batches/limits";
import { type Line, readLines } from "#lib/batches/lines";
import { createOutcomes, type Outcomes } from "#lib/batches/outcomes";
import { changePart, type Part } from "#lib/batches/parts";
import { createPauses, msUntil } from "#lib/batches/pauses";
import type { OpenProvider } from "#lib/batches/step";
import { AppError } from "#lib/errors";
import { providerName } from "#lib/providers/names";
import { noteReachable, noteUnreachable } from "#lib/providers/reach";
import { VendorFailure } from "#lib/providers/vendor";
import type { Step, WorkerContext } from "#lib/worker/lane";

/** Looks at the clock only after this many lines. */
const LINES_PER_LOOK = 100;
const ERROR_FILE_FROM = 1_000_000_000;

/**
 * Makes the step that turns what a provider left into outcomes: downloads output and error file, reads them line by
 * line, gives every request its one outcome, and hands the vendor's files to the deletion outbox. `provider`: only
 * its parts.
 */
export function createCollectStep(open: OpenProvider, provider?: string): Step {
  const pauses = createPauses();
  return async (context) => {
    const waiting = collecting(context.db, provider);
    const waits = waiting.map((one) => msUntil(pauses.until(one.provider), context.now()));
    const part = waiting[waits.indexOf(0)];
    if (!part) return waiting.length === 0 ? false : Math.min(...waits);
    try {
      const isDone = await collectPart(context, open, part);
      pauses.clear(part.provider);
      if (isDone) context.wake();
      return true;
    } catch (error) {
      noteFailure(context, part, error);
      pauses.failed(part.provider, context.now(), error);
      return true;
    }
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

function noteFailure(context: WorkerContext, part: Part, error: unknown): void {
  if (error instanceof AppError) changePart(context.db, part, { reason: error.message });
  else if (!(error instanceof VendorFailure)) throw error;
  else if (error.kind === "unknown")
    noteUnreachable(context.db, part.provider, providerName(context.db, part.provider), context.now());
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
  const { files, isWhole } = await resultFiles(context, open, part);
  if (files.length > 0) noteReachable(db, part.provider);
  const outcomes = createOutcomes(db, part, batch);
  await outcomes.load();
  if (!(await readFiles(context, part, files, outcomes))) return false;
  return finishPart(context, part, batch, outcomes, isWhole);
}

async function readFiles(
  context: WorkerContext,
  part: Part,
  files: ResultFile[],
  outcomes: Outcomes,
): Promise<boolean> {
  const { db } = context;
  const setAside = db.$client.prepare(
    "insert or ignore into quarantine (part_id, source, line, why, raw) values (?, ?, ?, ?, ?)",
  );
  const advance = db.$client.prepare("update parts set collected_lines = ? where id = ?");
  let seen = 0;
  for (const file of files) {
    for await (const group of readLines(file.path, LONGEST_LINE)) {
      const begin = Math.min(group.length, Math.max(0, part.collectedLines - seen));
      for (let at = begin; at < group.length; ) {
        if (context.signal.aborted) return false;
        db.transaction(
          () => {
            const end = performance.now() + SLICE_MS;
            do {
              const until = Math.min(at + LINES_PER_LOOK, group.length);
              for (; at < until; at += 1) readOne(group[at] as Line, file);
            } while (at < group.length && performance.now() < end);
            outcomes.flush(context.now());
            advance.run(seen + at, part.id);
          },
          { behavior: "immediate" },
        );
        await turn();
      }
      seen += group.length;
    }
  }
  return true;

  function readOne(line: Line, file: ResultFile): void {
    const answer = readAnswer(line, part);
    const why = "why" in answer ? answer.why : outcomes.take(answer, placeOf(line, file));
    if (why === null) return;
    const raw = (line.text ?? line.head).slice(0, QUARANTINE_CHARS).toWellFormed();
    setAside.run(part.id, file.source, line.number, why, raw);
  }
}
