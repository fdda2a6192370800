import type { Line } from "#lib/batches/lines";
import { rowOf } from "#lib/batches/vector-lines";
import { readEmbeddings } from "#lib/providers/embeddings";
import { REASONS } from "#lib/words";

/** What one line of an output or error file says about one summary's vector. `id`: its row in vector_requests. */
export type VectorAnswer =
  | { id: number; vector: Float32Array; inputTokens: number }
  | { id: number; vector: null; reason: string };

type Loose = Record<string, unknown>;

const LONGEST_REASON = 500;

/** Reads one line. `{ why }` when it belongs nowhere: unreadable, too long, without one of our custom ids. Never throws. */
export function readVectorAnswer(line: Line): VectorAnswer | { why: string } {
  if (line.text === null) return { why: "longer than any answer" };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { why: "not JSON" };
  }
  const entry = asObject(value);
  if (!entry) return { why: "not an object" };
  if (typeof entry.custom_id !== "string" || entry.custom_id === "") return { why: "no custom id" };
  const id = rowOf(entry.custom_id);
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

function asObject(value: unknown): Loose | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}
