/** The child process of map-step.ts: vectors come in over IPC, a fitted map goes out. Ends with its parent. */
import { fitMap } from "#lib/insight/fit";

process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, vectors }: { id: number; vectors: Float32Array[] }) => {
  process.send?.({ id, fit: fitMap(vectors) });
});
process.send?.({ ready: true });
