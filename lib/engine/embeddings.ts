import { isObject, readObject } from "#lib/engine/bodies";
import { modelNotFound, respond, VendorError } from "#lib/engine/errors";
import type { AnswerError, EmbeddingAnswer, EngineState } from "#lib/engine/types";

export const EMBEDDINGS_ENDPOINT = "/v1/embeddings";
/** Inputs of one request, at most (OpenAI API reference, Create embeddings). */
const MOST_INPUTS = 2048;
/** A token is taken as four characters, as OpenAI's guide does: the local model's own pieces are no unit anybody knows. */
const CHARACTERS_PER_TOKEN = 4;
const UNKNOWN = "This model knows English only, and none of the words of this input.";

/** The body of a POST to /v1/embeddings, once checkEmbeddings has passed it. */
export type EmbeddingBody = { model: string; input: string | string[]; encoding_format?: "float" | "base64" | null };

/** POST /v1/embeddings (OpenAI API reference, Create embeddings). */
export async function createEmbeddings(state: EngineState, request: Request): Promise<Response> {
  const body = await readObject(request);
  const refusal = checkEmbeddings(state, body);
  if (refusal) throw refusal;
  const { model } = body as EmbeddingBody;
  if (!offersEmbeddings(state, model)) throw modelNotFound(model);
  const [answer] = await answerEmbeddings(state, [body as EmbeddingBody]).catch(() => {
    throw new VendorError(503, "The engine is busy or restarting. Please try again.");
  });
  if (!answer || "error" in answer) throw new VendorError(400, answer?.error ?? UNKNOWN, "input", "invalid_value");
  return respond(toEmbeddingList(answer, model));
}

/** Whether this engine embeds with a model of that name. */
export function offersEmbeddings({ options }: EngineState, model: string): boolean {
  return options.embed !== null && (options.anyModel || model === options.embed.model);
}

/** Why a body cannot be answered at all, or null. */
export function checkEmbeddings({ options }: EngineState, body: unknown): VendorError | null {
  if (!isObject(body)) return new VendorError(400, "The body must be an object.", "body", "invalid_type");
  const { model, input, encoding_format: format, dimensions } = body;
  for (const name of ["model", "input"]) {
    if (body[name] === undefined || body[name] === null) {
      return new VendorError(400, `Missing required parameter: '${name}'.`, name, "missing_required_parameter");
    }
  }
  if (typeof model !== "string") return new VendorError(400, "'model' must be a string.", "model", "invalid_type");
  const inputs = typeof input === "string" ? [input] : input;
  if (!Array.isArray(inputs) || !inputs.every((one) => typeof one === "string")) {
    const message = "'input' must be a string or a list of strings; this engine does not read tokens.";
    return new VendorError(400, message, "input", "invalid_type");
  }
  if (inputs.length === 0 || inputs.length > MOST_INPUTS || inputs.includes("")) {
    const message = `'input' must have 1 to ${MOST_INPUTS} strings, none of them empty.`;
    return new VendorError(400, message, "input", "invalid_value");
  }
  if (format !== undefined && format !== null && format !== "float" && format !== "base64") {
    const message = "'encoding_format' must be 'float' or 'base64'.";
    return new VendorError(400, message, "encoding_format", "invalid_value");
  }
  if (dimensions !== undefined && dimensions !== null && dimensions !== options.embed?.dimensions) {
    const message = `This model gives ${options.embed?.dimensions} dimensions and no other number.`;
    return new VendorError(400, message, "dimensions", "unsupported_value");
  }
  return null;
}

/** One answer per body, in their order. Rejects when the model cannot answer now. */
export async function answerEmbeddings(
  { options }: EngineState,
  bodies: EmbeddingBody[],
): Promise<(EmbeddingAnswer | AnswerError)[]> {
  if (!options.embed) throw new Error("This engine has no model for embeddings.");
  const lists = bodies.map(({ input }) => (typeof input === "string" ? [input] : input));
  const vectors = await options.embed.embed(lists.flat());
  let next = 0;
  return bodies.map(({ encoding_format: format }, at) => {
    const inputs = lists[at] ?? [];
    const own = vectors.slice(next, next + inputs.length);
    next += inputs.length;
    const known = own.filter((vector) => vector !== null);
    if (known.length < inputs.length) return { error: UNKNOWN, status: 400, code: "invalid_value" };
    const characters = inputs.reduce((sum, text) => sum + text.length, 0);
    return {
      embeddings: known.map((vector) => (format === "base64" ? toBase64(vector) : Array.from(vector))),
      promptTokens: Math.ceil(characters / CHARACTERS_PER_TOKEN),
    };
  });
}

/** The list of `embedding` objects of an answer, as the SDK's CreateEmbeddingResponse type has it. */
export function toEmbeddingList(answer: EmbeddingAnswer, model: string): Record<string, unknown> {
  return {
    object: "list",
    data: answer.embeddings.map((embedding, index) => ({ object: "embedding", index, embedding })),
    model,
    usage: { prompt_tokens: answer.promptTokens, total_tokens: answer.promptTokens },
  };
}

/** float32, little-endian, as the vendor encodes it. */
function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");
}
