import { toCompletion, toVendorError } from "#lib/engine/chat";
import { toEmbeddingList } from "#lib/engine/embeddings";
import type { VendorError } from "#lib/engine/errors";
import { createId } from "#lib/engine/ids";
import type { AnswerError, ChatAnswer, EmbeddingAnswer } from "#lib/engine/types";

/** One line of an output or error file, with what it adds to the batch's counts and usage. */
export type ResultLine = { failed: boolean; text: string; promptTokens: number; completionTokens: number };

/** The line of a request that was run: an answer, or a refusal in the shape of an HTTP error. */
export function toResultLine(
  customId: string,
  model: string,
  result: ChatAnswer | EmbeddingAnswer | AnswerError | VendorError,
  seconds: number,
): ResultLine {
  if ("content" in result) {
    const text = renderRun(customId, 200, toCompletion(result, model, seconds));
    return { failed: false, text, promptTokens: result.promptTokens, completionTokens: result.completionTokens };
  }
  if ("embeddings" in result) {
    const text = renderRun(customId, 200, toEmbeddingList(result, model));
    return { failed: false, text, promptTokens: result.promptTokens, completionTokens: 0 };
  }
  const refusal = "body" in result ? result : toVendorError(result);
  return {
    failed: true,
    text: renderRun(customId, refusal.status, refusal.body),
    promptTokens: 0,
    completionTokens: 0,
  };
}

/** The line of a request that never ran, because the batch expired or was cancelled (OpenAI Batch guide). */
export function toUnrunLine(customId: string, ending: "expired" | "cancelled"): string {
  const message =
    ending === "expired"
      ? "This request could not be executed before the completion window expired."
      : "This request was not executed because the batch was cancelled.";
  const error = { code: `batch_${ending}`, message };
  return JSON.stringify({ id: createId("batch_req_"), custom_id: customId, response: null, error });
}

function renderRun(customId: string, status: number, body: unknown): string {
  const response = { status_code: status, request_id: createId("req_"), body };
  return JSON.stringify({ id: createId("batch_req_"), custom_id: customId, response, error: null });
}
