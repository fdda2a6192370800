import { asObject, readEntry } from "#lib/batches/entries";
import type { Line } from "#lib/batches/lines";
import { rowOf } from "#lib/batches/vector-lines";
import { readEmbeddings } from "#lib/providers/embeddings";
import { REASONS } from "#lib/words";

/** What one line of an output or error file says about one summary's vector. `id`: its row in vector_requests. */
export type VectorAnswer =
  | { id: number; vector: Float32Array; inputTokens: number }
  | { id: number; vector: null; reason: string };

const LONGEST_REASON = 500;

/** Reads one line. `{ why }` when it belongs nowhere: unreadable, too long, without one of our custom ids. Never throws. */
export function readVectorAnswer(line: Line): VectorAnswer | { why: string } {
  const read = readEntry(line);
  if ("why" in read) return read;
  const { customId, entry } = read;
  const id = rowOf(customId);
  if (id === null) return { why: "no summary of this batch" };
  const response = asObject(entry.response);
  const body = asObject(response?.body);
  const error = asObject(entry.error) ?? asObject(body?.error);
  const status = response?.status_code;
  const isAnswer = error === null && typeof status === "number" && status >= 200 && status < 300;
  const answer = isAnswer ? readEmbeddings(body, 1) : null;
  const [vector] = answer?.vectors ?? [];
  if (answer && vector) return { id, vector, inputTokens: answer.inputTokens };
  const message = typeof error?.message === "string" && error.message !== "" ? error.message : REASONS.refused;
  const reason = isAnswer ? "The answer holds no vector" : message;
  return { id, vector: null, reason: reason.slice(0, LONGEST_REASON).toWellFormed() };
}
