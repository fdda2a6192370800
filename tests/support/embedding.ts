import type { EngineEmbedder } from "#lib/engine/types";
import { conceptVector } from "#lib/search/concepts";

/** What OpenAI's small model is to tests: vectors of 512 numbers that are near where texts speak of the same things. */
export const DOUBLE: EngineEmbedder = {
  model: "text-embedding-3-small",
  dimensions: 512,
  embed: async (texts) =>
    texts.map((text) => {
      const half = conceptVector(text);
      return half.some((value) => value !== 0)
        ? Float32Array.from([...half, ...half], (value) => value / Math.SQRT2)
        : null;
    }),
};
