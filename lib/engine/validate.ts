import { offersModel } from "#lib/engine/chat";
import { checkLine, problem } from "#lib/engine/check";
import { EMBEDDINGS_ENDPOINT, offersEmbeddings } from "#lib/engine/embeddings";
import { findFile } from "#lib/engine/files";
import { type Line, readSlice } from "#lib/engine/slices";
import { filePath, moveBatch } from "#lib/engine/store";
import type { BatchProblem, BatchRow, EngineState } from "#lib/engine/types";

const MOST_REQUESTS = 50_000;
/** One bad line fails the file; more than this many are not worth listing. */
const MOST_PROBLEMS = 100;

type Progress = { total: number; model: string | null; problems: BatchProblem[]; full: boolean };

/**
 * Checks the next lines of a validating batch's file and stores where their requests stand in it. The place reached
 * is saved with them, so a restart goes on there. The last slice moves the batch to in_progress or failed.
 */
export async function validateSlice(state: EngineState, row: BatchRow): Promise<void> {
  const refusal = row.read_bytes === 0 ? checkFile(state, row) : null;
  if (refusal) {
    moveBatch(state, row, { ...failure(state), problems: JSON.stringify([refusal]) });
    return;
  }
  const slice = await readSlice(filePath(state, row.input_file_id), row.read_bytes, row.read_lines, state.scratch);
  if (state.closing) return;
  const save = state.db.transaction(() => {
    // Whoever cancelled or read on meanwhile owns the rows; nothing is stored over it.
    if (!isUnchanged(state, row)) return;
    const progress = storeLines(state, row, slice.lines);
    const ended = slice.ended || progress.full || progress.problems.length >= MOST_PROBLEMS;
    if (ended && progress.total === 0 && progress.problems.length === 0) progress.problems.push(emptyFile());
    if (ended && progress.problems.length === 0) progress.problems.push(...checkQueue(state, slice.nextByte, progress));
    const columns: Partial<BatchRow> = {
      total: progress.total,
      model: progress.model,
      problems: progress.problems.length > 0 ? JSON.stringify(progress.problems) : null,
      read_bytes: slice.nextByte,
      read_lines: slice.nextLine,
    };
    if (ended) Object.assign(columns, progress.problems.length > 0 ? failure(state) : start(state));
    moveBatch(state, row, columns);
  });
  save.immediate();
}

function storeLines(state: EngineState, row: BatchRow, lines: Line[]): Progress {
  const insert = state.db.prepare(
    "INSERT OR IGNORE INTO requests (batch, line, custom_id, start, length) VALUES (?, ?, ?, ?, ?)",
  );
  const problems: BatchProblem[] = row.problems ? JSON.parse(row.problems) : [];
  const progress: Progress = { total: row.total, model: row.model, problems, full: false };
  const offers = (model: string) =>
    row.endpoint === EMBEDDINGS_ENDPOINT ? offersEmbeddings(state, model) : offersModel(state, model);
  for (const line of lines) {
    if (progress.total === MOST_REQUESTS) {
      problems.push(problem(null, "too_many_tasks", `A batch may have at most ${MOST_REQUESTS} requests.`, null));
      progress.full = true;
      break;
    }
    const checked = checkLine(line.text ?? "", line.number, { endpoint: row.endpoint, model: progress.model, offers });
    if ("code" in checked) problems.push(checked);
    else {
      progress.model ??= checked.model;
      const stored = insert.run(row.seq, line.number, checked.customId, line.start, line.length).changes === 1;
      if (stored) progress.total += 1;
      else problems.push(duplicate(line.number));
    }
    if (problems.length >= MOST_PROBLEMS) break;
  }
  return progress;
}

/** The answer the vendor gives minutes after it accepted a wrong file id. */
function checkFile(state: EngineState, row: BatchRow): BatchProblem | null {
  const file = findFile(state, row.input_file_id);
  if (!file) {
    const message = `Cannot find file ${row.input_file_id}, or you do not have access to it.`;
    return problem(null, "file_not_found", message, "input_file_id");
  }
  if (file.purpose !== "batch") {
    const message = `The file ${file.id} has the purpose '${file.purpose}'. A batch needs a file with purpose 'batch'.`;
    return problem(null, "invalid_file_purpose", message, "input_file_id");
  }
  return null;
}

/**
 * The limit on enqueued input tokens, with the words the vendor tells it in: a batch over it is accepted and then
 * fails. Tokens are taken as a quarter of the bytes of all files whose batches are under way, this one included.
 */
function checkQueue(state: EngineState, bytes: number, { model }: Progress): BatchProblem[] {
  const limit = state.options.queueLimit;
  const queued = state.db
    .prepare<[], number>(
      "SELECT ifnull(sum(read_bytes), 0) FROM batches WHERE status IN ('in_progress', 'finalizing', 'cancelling')",
    )
    .pluck()
    .get() as number;
  if ((queued + bytes) / 4 <= limit) return [];
  const message =
    `Enqueued token limit reached for ${model}. Limit: ${limit.toLocaleString("en")} enqueued tokens. ` +
    "Please try again once some in_progress batches have been completed.";
  return [problem(null, "token_limit_exceeded", message, null)];
}

function isUnchanged(state: EngineState, row: BatchRow): boolean {
  const found = state.db
    .prepare("SELECT 1 FROM batches WHERE seq = ? AND status = 'validating' AND read_bytes = ?")
    .get(row.seq, row.read_bytes);
  return found !== undefined;
}

function duplicate(line: number): BatchProblem {
  const message =
    "The custom_id for this request is a duplicate of another request. It must be unique for each request in a batch.";
  return problem(line, "duplicate_custom_id", message, "custom_id");
}

function emptyFile(): BatchProblem {
  return problem(null, "empty_file", "The input file is empty. A batch needs at least one request.", null);
}

function failure(state: EngineState): Partial<BatchRow> {
  return { status: "failed", failed_at: state.seconds() };
}

function start(state: EngineState): Partial<BatchRow> {
  return { status: "in_progress", in_progress_at: state.seconds() };
}
