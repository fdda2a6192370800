import type { EngineEmbedder } from "#lib/engine/types";
import { conceptVector } from "#lib/search/concepts";

const DIMENSIONS = 512;

/** What OpenAI's small model is to tests: vectors of 512 numbers that are near where texts speak of the same things. */
export const DOUBLE: EngineEmbedder = {
  model: "text-embedding-3-small",
  dimensions: DIMENSIONS,
  embed: async (texts) => texts.map(fold),
};

/** The concepts' vector, whatever its length, brought to ours; null for a text without any. */
function fold(text: string): Float32Array | null {
  const vector = new Float32Array(DIMENSIONS);
  for (const [at, value] of conceptVector(text).entries()) {
    const place = at % DIMENSIONS;
    vector[place] = (vector[place] ?? 0) + value;
  }
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : null;
}
