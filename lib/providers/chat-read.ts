import type { ChatAnswer } from "#lib/engine/types";

type Loose = Record<string, unknown>;

/** Thinking that some models write before their answer, inside the content (DeepSeek R1, Qwen 3, QwQ). */
const THINKING = /^\s*<think>[\s\S]*?<\/think>\s*/;

/**
 * The first choice of a chat completion as the engine stores it (OpenAI API reference, Chat Completions); null when the
 * body is no such thing. What servers leave out counts as nothing: usage as 0 tokens, the finish reason as "stop".
 */
export function readCompletion(body: unknown): ChatAnswer | null {
  const choices = asObject(body)?.choices;
  const choice = asObject(Array.isArray(choices) ? choices[0] : null);
  const message = asObject(choice?.message);
  if (!choice || !message) return null;
  const { content, refusal } = message;
  if (typeof content !== "string" && content !== null && content !== undefined) return null;
  const usage = asObject(asObject(body)?.usage);
  return {
    content: (content ?? "").replace(THINKING, ""),
    finishReason:
      choice.finish_reason === "length" || choice.finish_reason === "content_filter" ? choice.finish_reason : "stop",
    promptTokens: count(usage?.prompt_tokens),
    completionTokens: count(usage?.completion_tokens),
    refusal: typeof refusal === "string" && refusal !== "" ? refusal : null,
  };
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : 0;
}

function asObject(value: unknown): Loose | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}
