import { open } from "node:fs/promises";
import { isObject, parseJson } from "#lib/engine/bodies";
import { checkChat } from "#lib/engine/chat";
import { answerEmbeddings, checkEmbeddings, EMBEDDINGS_ENDPOINT, type EmbeddingBody } from "#lib/engine/embeddings";
import { VendorError } from "#lib/engine/errors";
import { type ResultLine, toResultLine } from "#lib/engine/lines";
import { filePath, moveBatch } from "#lib/engine/store";
import type {
  AnswerCall,
  AnswerError,
  BatchRow,
  ChatAnswer,
  ChatBody,
  EmbeddingAnswer,
  EngineState,
  RequestRow,
} from "#lib/engine/types";

/** A group never holds more than this much of the input file, unless one request alone is larger. */
const GROUP_BYTES = 512 * 1024;
/** Rejections of a group before its requests are asked one by one, and of one request before it counts as failed. */
const PATIENCE = 2;

type Result = ChatAnswer | EmbeddingAnswer | AnswerError | VendorError;

/**
 * Answers the next group of a running batch and stores the finished lines, counts and place reached in one
 * transaction, or one by one where the answerer hands them over so: a restart repeats only what was never stored.
 * Ends the batch when its time is over or all is answered. False when the answerer rejected the group and the step
 * should be tried again later.
 */
export async function answerGroup(state: EngineState, row: BatchRow): Promise<boolean> {
  const now = state.seconds();
  if (now >= row.expires_at) {
    moveBatch(state, row, { ending: "expired" });
    return true;
  }
  const group = nextGroup(state, row);
  if (group.length === 0) {
    moveBatch(state, row, { status: "finalizing", ending: "completed", finalizing_at: now });
    return true;
  }
  const stop = new AbortController();
  state.asking = { batch: row.seq, stop };
  const results = await answer(state, row, group, stop.signal).finally(() => {
    state.asking = null;
  });
  if (state.closing) return false;
  if (!results && stop.signal.aborted) return true;
  if (!results) return recordRejection(state, row, group);
  storeResults(state, row, group, results);
  return true;
}

function nextGroup(state: EngineState, row: BatchRow): RequestRow[] {
  const solo = row.answered_line < (state.rejections.get(row.seq)?.soloUntil ?? 0);
  const rows = state.db
    .prepare<unknown[], RequestRow>(
      "SELECT * FROM requests WHERE batch = ? AND line > ? AND outcome IS NULL ORDER BY line LIMIT ?",
    )
    .all(row.seq, row.answered_line, solo ? 1 : state.options.groupSize);
  const first = rows[0];
  if (!first) return rows;
  return rows.filter((request) => request === first || request.start + request.length - first.start <= GROUP_BYTES);
}

/** One result per request; null when the answerer rejected the group, or the engine is closing. */
async function answer(
  state: EngineState,
  row: BatchRow,
  group: RequestRow[],
  cancelled: AbortSignal,
): Promise<Result[] | null> {
  const bodies = await readBodies(state, filePath(state, row.input_file_id), group);
  const isEmbedding = row.endpoint === EMBEDDINGS_ENDPOINT;
  const check = (body: unknown) => (isEmbedding ? checkEmbeddings(state, body) : checkChat(body));
  const answerer = (asked: unknown[], call: AnswerCall): Promise<Result[]> =>
    isEmbedding ? answerEmbeddings(state, asked as EmbeddingBody[]) : state.options.answer(asked as ChatBody[], call);
  const refusals = bodies.map((body) =>
    body === undefined ? new VendorError(500, "The input file could not be read.") : check(body),
  );
  const asked = bodies.filter((_, index) => !refusals[index]);
  const requests = group.filter((_, index) => !refusals[index]);
  const keep: AnswerCall["keep"] = (index, result) => {
    const request = requests[index];
    if (request && !state.closing) keepResult(state, row, request, result);
  };
  const signal = AbortSignal.any([cancelled, state.stop.signal]);
  const answers = asked.length > 0 ? await ask(state, () => answerer(asked, { signal, keep })) : [];
  if (answers?.length !== asked.length) return null;
  let next = 0;
  return refusals.map((refusal) => refusal ?? (answers[next++] as Result));
}

/** Asks the answerer; null when it rejects. Closing the engine does not wait for it. */
function ask(state: EngineState, answerer: () => Promise<Result[]>): Promise<Result[] | null> {
  return new Promise((resolve) => {
    const stop = () => resolve(null);
    if (state.stop.signal.aborted) return stop();
    state.stop.signal.addEventListener("abort", stop, { once: true });
    const settle = (results: Result[] | null) => {
      state.stop.signal.removeEventListener("abort", stop);
      resolve(results);
    };
    Promise.resolve()
      .then(answerer)
      .then(settle, () => settle(null));
  });
}

/** The bodies of neighbouring lines in one read; undefined where the bytes are missing or are no request. */
async function readBodies(state: EngineState, path: string, group: RequestRow[]): Promise<unknown[]> {
  const from = group[0]?.start ?? 0;
  const end = group.reduce((most, { start, length }) => Math.max(most, start + length), from);
  const handle = await open(path).catch(() => null);
  if (!handle) return group.map(() => undefined);
  try {
    const buffer = state.scratch(end - from);
    const { bytesRead } = await handle.read(buffer, 0, end - from, from);
    const read = buffer.subarray(0, bytesRead);
    return group.map(({ start, length }) => {
      const line = parseJson(read.toString("utf8", start - from, start - from + length));
      return isObject(line) ? line.body : undefined;
    });
  } finally {
    await handle.close();
  }
}

function storeResults(state: EngineState, row: BatchRow, group: RequestRow[], results: Result[]): void {
  const seconds = state.seconds();
  const lines = group.map((request, index) =>
    toResultLine(request.custom_id, row.model ?? "", results[index] as Result, seconds),
  );
  const advance = state.db.prepare(
    `UPDATE batches SET answered_line = ?, completed = completed + ?, failed = failed + ?,
      input_tokens = input_tokens + ?, output_tokens = output_tokens + ?
      WHERE seq = ? AND answered_line = ? AND ending IS NULL AND status IN ('in_progress', 'cancelling')`,
  );
  const store = state.db.prepare(
    "UPDATE requests SET outcome = ?, output = ? WHERE batch = ? AND line = ? AND outcome IS NULL",
  );
  const commit = state.db.transaction(() => {
    const last = group.at(-1)?.line;
    const fresh = lines.filter((line, index) => {
      const outcome = line.failed ? "failed" : "completed";
      return store.run(outcome, line.text, row.seq, group[index]?.line).changes === 1;
    });
    if (advance.run(last, ...countsOf(fresh), row.seq, row.answered_line).changes === 0) throw new Moved();
  });
  try {
    commit.immediate();
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
  }
}

/** Stores one finished line while the rest of its group is still being answered. */
function keepResult(state: EngineState, row: BatchRow, request: RequestRow, result: Result): void {
  const line = toResultLine(request.custom_id, row.model ?? "", result, state.seconds());
  const store = state.db.prepare(
    "UPDATE requests SET outcome = ?, output = ? WHERE batch = ? AND line = ? AND outcome IS NULL",
  );
  const count = state.db.prepare(
    `UPDATE batches SET completed = completed + ?, failed = failed + ?, input_tokens = input_tokens + ?,
      output_tokens = output_tokens + ? WHERE seq = ? AND ending IS NULL AND status = 'in_progress'`,
  );
  const commit = state.db.transaction(() => {
    if (count.run(...countsOf([line]), row.seq).changes === 0) throw new Moved();
    const outcome = line.failed ? "failed" : "completed";
    if (store.run(outcome, line.text, row.seq, request.line).changes === 0) throw new Moved();
  });
  try {
    commit.immediate();
  } catch (error) {
    if (!(error instanceof Moved)) throw error;
  }
}

/** Somebody else moved the batch on: the transaction is undone. */
class Moved extends Error {}

function countsOf(lines: ResultLine[]): [completed: number, failed: number, input: number, output: number] {
  const failed = lines.filter((line) => line.failed).length;
  return [lines.length - failed, failed, sum(lines, "promptTokens"), sum(lines, "completionTokens")];
}

/** After repeated rejections the request that cannot be answered is found by asking singly, and given up. */
function recordRejection(state: EngineState, row: BatchRow, group: RequestRow[]): boolean {
  const [first] = group;
  if (!first) return false;
  const earlier = state.rejections.get(row.seq);
  const count = earlier?.line === first.line ? earlier.count + 1 : 1;
  const soloUntil = earlier?.soloUntil ?? 0;
  if (count < PATIENCE) state.rejections.set(row.seq, { line: first.line, count, soloUntil });
  else if (group.length > 1) {
    state.rejections.set(row.seq, { line: first.line, count: 0, soloUntil: group.at(-1)?.line ?? 0 });
  } else {
    state.rejections.set(row.seq, { line: first.line, count: 0, soloUntil });
    storeResults(state, row, group, [{ error: "The server had an error while processing this request." }]);
    return true;
  }
  return false;
}

function sum(lines: ResultLine[], name: "promptTokens" | "completionTokens"): number {
  return lines.reduce((total, line) => total + line[name], 0);
}
