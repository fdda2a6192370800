import { z } from "zod";
import { computeEstimate } from "#lib/batches/estimate-draft";
import { hashDraft } from "#lib/batches/files";
import { retry } from "#lib/batches/retry";
import type { Answerer } from "#lib/worker/answer";

const inputSchema = z.object({ batchId: z.number().int() });

/** What the web asks the worker about batches while someone waits. */
export const batchAnswerers: Record<string, Answerer> = {
  "preview-files": async (input, context) => hashDraft(context.db, inputSchema.parse(input).batchId),
  estimate: async (input, context) => computeEstimate(context.db, inputSchema.parse(input).batchId),
  "retry-batch": async (input, context) => {
    const count = await retry(context.db, inputSchema.parse(input).batchId);
    context.wake();
    return { count };
  },
};
