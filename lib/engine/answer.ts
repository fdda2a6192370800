import { emailIn } from "#lib/engine/answer-email";
import { fillSchema } from "#lib/engine/answer-schema";
import { type MailText, summarise } from "#lib/engine/summarise";
import { countTokens, firstTokens } from "#lib/tokens";

/** The body of one chat completion request, as far as the built-in engine reads it (OpenAI API reference, Chat). */
export type ChatBody = {
  model: string;
  messages: { role: string; content: unknown }[];
  response_format?: unknown;
  max_completion_tokens?: number | null;
  max_tokens?: number | null;
  [key: string]: unknown;
};

/** The engine's answer: what becomes choices[0] and usage. Tokens in o200k_base, estimated above 64,000 characters. */
export type ChatAnswer = {
  content: string;
  finishReason: "stop" | "length";
  promptTokens: number;
  completionTokens: number;
  refusal?: null;
};

/** Tokens around each message, and before the reply (OpenAI cookbook, counting tokens for chat completions). */
const PER_MESSAGE = 3;
const PER_REPLY = 3;

/** Answers one chat completion: the summary of the email in the last user message, as text or as the schema asks. */
export function answerChat(body: ChatBody): ChatAnswer {
  const texts = body.messages.map((message) => ({ role: message.role, text: textOf(message.content) }));
  const asked = texts.findLast((message) => message.role === "user")?.text ?? "";
  const mail = emailIn(asked);
  const content = shaped(body.response_format, summarise(mail), mail);
  const promptTokens = texts.reduce(
    (sum, message) => sum + PER_MESSAGE + countTokens(message.role) + countTokens(message.text),
    PER_REPLY,
  );
  const completionTokens = countTokens(content);
  const limit = body.max_completion_tokens ?? body.max_tokens ?? Number.POSITIVE_INFINITY;
  if (completionTokens <= limit)
    return { content, finishReason: "stop", promptTokens, completionTokens, refusal: null };
  const cut = firstTokens(content, Math.max(0, Math.floor(limit)));
  return {
    content: cut,
    finishReason: "length",
    promptTokens,
    completionTokens: Math.max(0, Math.floor(limit)),
    refusal: null,
  };
}

/** A message's content is a string or parts; only its text parts are read. */
function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (hasText(part) ? part.text : "")).join("");
}

function hasText(part: unknown): part is { text: string } {
  return typeof part === "object" && part !== null && "text" in part && typeof part.text === "string";
}

function shaped(format: unknown, summary: string, mail: MailText): string {
  if (typeof format !== "object" || format === null || !("type" in format)) return summary;
  if (format.type === "json_object") return JSON.stringify({ summary });
  if (format.type !== "json_schema") return summary;
  const wrapped = "json_schema" in format ? format.json_schema : null;
  const schema = typeof wrapped === "object" && wrapped !== null && "schema" in wrapped ? wrapped.schema : null;
  return fillSchema(schema, summary, mail);
}
