import { isObject, readObject } from "#lib/engine/bodies";
import { modelNotFound, respond, VendorError } from "#lib/engine/errors";
import { createId } from "#lib/engine/ids";
import type { AnswerError, ChatAnswer, ChatBody, EngineState } from "#lib/engine/types";

/** POST /v1/chat/completions (OpenAI API reference, Create chat completion), one answer, not streamed. */
export async function completeChat(state: EngineState, request: Request): Promise<Response> {
  const body = await readObject(request);
  const refusal = checkChat(body);
  if (refusal) throw refusal;
  const chat = body as ChatBody;
  if (!offersModel(state, chat.model)) throw modelNotFound(chat.model);
  const [answer] = await state.options.answer([chat], { signal: request.signal, keep: () => {} }).catch(() => {
    throw new VendorError(503, "The engine is busy or restarting. Please try again.");
  });
  if (!answer) throw new VendorError(500, "The engine gave no answer.");
  if ("error" in answer) throw toVendorError(answer);
  return respond(toCompletion(answer, chat.model, state.seconds()));
}

/** GET /v1/models */
export function listModels(state: EngineState): Response {
  const { models, embed } = state.options;
  return respond({ object: "list", data: [...models, ...(embed ? [embed.model] : [])].map(toModel) });
}

/** GET /v1/models/{id}. Throws 404 for a model it does not offer. */
export function getModel(state: EngineState, id: string): Response {
  if (!offersModel(state, id) && id !== state.options.embed?.model) throw modelNotFound(id);
  return respond(toModel(id));
}

/** Why a body cannot be answered at all, or null. The rest of the options is the answerer's to heed or not. */
export function checkChat(body: unknown): VendorError | null {
  if (!isObject(body)) return new VendorError(400, "The body must be an object.", "body", "invalid_type");
  const { model, messages, stream, n } = body;
  for (const name of ["model", "messages"]) {
    if (body[name] === undefined || body[name] === null || body[name] === "") {
      return new VendorError(400, `Missing required parameter: '${name}'.`, name, "missing_required_parameter");
    }
  }
  if (typeof model !== "string") return new VendorError(400, "'model' must be a string.", "model", "invalid_type");
  const isList = Array.isArray(messages) && messages.length > 0;
  if (!isList || !messages.every((message) => isObject(message) && typeof message.role === "string")) {
    return new VendorError(400, "'messages' must be a list of messages with a role.", "messages", "invalid_type");
  }
  if (stream === true) {
    return new VendorError(400, "This engine does not stream answers.", "stream", "unsupported_value");
  }
  if (n !== undefined && n !== null && n !== 1) {
    return new VendorError(400, "This engine gives one answer per request.", "n", "unsupported_value");
  }
  return null;
}

/** The `chat.completion` object of an answer, as the SDK's ChatCompletion type has it. */
export function toCompletion(answer: ChatAnswer, model: string, seconds: number): Record<string, unknown> {
  const refusal = answer.refusal ?? null;
  return {
    id: createId("chatcmpl-"),
    object: "chat.completion",
    created: seconds,
    model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: refusal === null ? answer.content : null,
          refusal,
          annotations: [],
        },
        logprobs: null,
        finish_reason: answer.finishReason,
      },
    ],
    usage: {
      prompt_tokens: answer.promptTokens,
      completion_tokens: answer.completionTokens,
      total_tokens: answer.promptTokens + answer.completionTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: {
        reasoning_tokens: 0,
        audio_tokens: 0,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
    service_tier: "default",
  };
}

/** What the answerer could not do, as the vendor would say it: status 500 unless it chose another. */
export function toVendorError(answer: AnswerError): VendorError {
  return new VendorError(answer.status ?? 500, answer.error, null, answer.code ?? null);
}

/** Whether this engine chats as a model of that name. */
export function offersModel(state: EngineState, model: string): boolean {
  return state.options.anyModel || state.options.models.includes(model);
}

/** The model is part of the program; its date is a constant so that lists never change by themselves. */
function toModel(id: string): Record<string, unknown> {
  return { id, object: "model", created: 1_790_000_000, owned_by: "mailgist", shutdown_date: null };
}
