import { join } from "node:path";
import { createChild } from "#lib/child";
import { CONCEPT_DIMENSIONS, CONCEPTS_VERSION } from "#lib/search/concepts";

/** What turns texts into vectors of one length. There is one per installation; another may stand in its place. */
export type Embedder = {
  /** The model's name; vectors of different names are never compared. */
  model: string;
  dimensions: number;
  /**
   * The unit vectors of some texts, in their order; null where a text means nothing to the model (no words, or hardly
   * one that it knows). Rejects when nobody can answer now.
   */
  embed(texts: string[]): Promise<(Float32Array | null)[]>;
};

/**
 * The local model: Universal Sentence Encoder, lite, for English (tfhub.dev/tensorflow/universal-sentence-encoder-lite),
 * and our table of concepts, whose version is part of the name.
 */
const LOCAL_MODEL = {
  model: `universal-sentence-encoder-lite-en+concepts-${CONCEPTS_VERSION}`,
  dimensions: 512 + CONCEPT_DIMENSIONS,
};

export type LocalEmbedder = Embedder & { close(): Promise<void>; pid(): number | null };

/** `childPath` and the times are for tests. */
export type EmbedderOptions = { idleMs?: number; groupMs?: number; childPath?: string };

/** Few at once: a query that comes meanwhile waits for one group at most, and memory grows with the group. */
export const TEXTS_AT_ONCE = 8;
const GROUP_MS = 30_000;
/** Longer than a person thinks between two searches. */
const IDLE_MS = 120_000;
/** Pages, then the engine's answers, then this. */
const NICENESS = 12;
/** Heap limits in MB; the weights lie outside of it. */
const HEAP = ["--max-old-space-size=128", "--max-semi-space-size=4"];

/** The local model in one child process, so that no event loop waits for it and a crash ends only the child. */
export function createEmbedder(options: EmbedderOptions = {}): LocalEmbedder {
  const { idleMs = IDLE_MS, groupMs = GROUP_MS } = options;
  const path = options.childPath ?? join(import.meta.dirname, "embed-child.ts");
  const child = createChild<{ vectors: (Float32Array | null)[] }>({
    path,
    name: "The search by meaning",
    flags: HEAP,
    idleMs,
    niceness: NICENESS,
  });
  let queue: Promise<unknown> = Promise.resolve();

  /** A group that ended the child goes through again one by one; a text that ends it alone has no vector. */
  async function embedGroup(texts: string[]): Promise<(Float32Array | null)[]> {
    const reply = await child.ask({ texts }, groupMs);
    if (reply) return reply.vectors;
    const vectors: (Float32Array | null)[] = [];
    for (const text of texts) vectors.push((await child.ask({ texts: [text] }, groupMs))?.vectors[0] ?? null);
    return vectors;
  }

  return {
    ...LOCAL_MODEL,
    async embed(texts) {
      const vectors: (Float32Array | null)[] = [];
      for (let at = 0; at < texts.length; at += TEXTS_AT_ONCE) {
        // Each group queues by itself: a query may go in between.
        const work = queue.then(() => embedGroup(texts.slice(at, at + TEXTS_AT_ONCE))).finally(child.rest);
        queue = work.catch(() => {});
        vectors.push(...(await work));
      }
      return vectors;
    },
    close: child.close,
    pid: child.pid,
  };
}
