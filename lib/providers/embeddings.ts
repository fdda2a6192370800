/** What is asked of /v1/embeddings and what comes back. Pure (OpenAI API reference, Create embeddings). */

/** What goes into a request; `dimensions` null: as many as the model has. */
export type EmbeddingAsked = { model: string; dimensions: number | null };

type Loose = Record<string, unknown>;

/** The body of a request. base64 is a quarter as long as numbers; a server that does not know it answers numbers. */
export function embeddingBody(
  { model, dimensions }: EmbeddingAsked,
  input: string | string[],
): Record<string, unknown> {
  return { model, input, encoding_format: "base64", ...(dimensions === null ? {} : { dimensions }) };
}

/**
 * The unit vectors of an answer in the order of its `count` inputs, and the tokens it took; null when it is no whole
 * answer: too few or too many, of different lengths, with something that is no number, or without any direction.
 */
export function readEmbeddings(body: unknown, count: number): { vectors: Float32Array[]; inputTokens: number } | null {
  const { data, usage } = asObject(body);
  if (!Array.isArray(data) || data.length !== count) return null;
  const vectors: Float32Array[] = [];
  for (const [at, entry] of data.entries()) {
    const { index = at, embedding } = asObject(entry);
    const vector = readVector(embedding);
    if (!vector || typeof index !== "number" || index < 0 || index >= count || vectors[index]) return null;
    vectors[index] = vector;
  }
  if (vectors.some((vector) => vector.length !== vectors[0]?.length)) return null;
  const { prompt_tokens: tokens } = asObject(usage);
  return { vectors, inputTokens: typeof tokens === "number" && tokens > 0 ? Math.round(tokens) : 0 };
}

function readVector(value: unknown): Float32Array | null {
  const numbers = typeof value === "string" ? fromBase64(value) : Array.isArray(value) ? value : [];
  if (numbers.length === 0 || !numbers.every((one) => typeof one === "number")) return null;
  const length = Math.hypot(...numbers);
  return length > 0 && Number.isFinite(length) ? Float32Array.from(numbers, (one) => one / length) : null;
}

/** float32, little-endian. */
function fromBase64(text: string): number[] {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length % 4 !== 0) return [];
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}

function asObject(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}
