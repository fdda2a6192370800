import { z } from "zod";
import type { Embedder } from "#lib/search/embedder";
import type { Answerer } from "#lib/worker/answer";

const inputSchema = z.object({ text: z.string().max(2_000) });

/** What the web process asks about search: the vector of a query, base64 of its float32, or null when it means nothing. */
export function createSearchAnswerers(embedder: Embedder): Record<string, Answerer> {
  return {
    async embed(input) {
      const { text } = inputSchema.parse(input);
      const [vector] = await embedder.embed([text]);
      if (!vector) return { model: embedder.model, vector: null };
      const bytes = Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);
      return { model: embedder.model, vector: bytes.toString("base64") };
    },
  };
}
