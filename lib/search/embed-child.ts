/** The child process of embedder.ts: groups of texts come in over IPC, vectors go out in the same order. Ends with its parent. */
import { embedTexts, loadModel } from "#lib/search/embed";

process.on("disconnect", () => process.exit(0));
process.on("message", async ({ id, texts }: { id: number; texts: string[] }) => {
  process.send?.({ id, vectors: await embedTexts(texts) });
});
await loadModel();
process.send?.({ ready: true });
