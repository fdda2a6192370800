/** What the SDK's objects are in our words: snake_case and seconds end here. Source: the types of openai 7. */
import type { Batch } from "openai/resources/batches";
import type { FileObject } from "openai/resources/files";
import type { VendorTimes } from "#db/schema";
import type { VendorBatch, VendorFile } from "#lib/providers/vendor";

/** A file as the vendor describes it; times in ms. Endpoints with the same API may leave the size out. */
export function toFile(file: FileObject): VendorFile {
  const { bytes }: { bytes?: number } = file;
  return { id: file.id, filename: file.filename, bytes: bytes ?? null, createdAt: file.created_at * 1000 };
}

const TIMES = [
  "created",
  "in_progress",
  "expires",
  "finalizing",
  "completed",
  "failed",
  "expired",
  "cancelling",
  "cancelled",
] as const;

/** A batch as the vendor describes it; what is missing, null or "" is null. */
export function toBatch(batch: Batch): VendorBatch {
  const times: VendorTimes = {};
  for (const name of TIMES) {
    const seconds = batch[`${name}_at`];
    if (seconds) times[name] = seconds * 1000;
  }
  return {
    id: batch.id,
    status: batch.status,
    model: batch.model || null,
    inputFileId: batch.input_file_id,
    // null, missing and "" have all been seen.
    outputFileId: batch.output_file_id || null,
    errorFileId: batch.error_file_id || null,
    times,
    errors: (batch.errors?.data ?? []).map((error) => ({
      code: error.code ?? "unknown",
      message: error.message ?? "",
      line: error.line ?? null,
    })),
    counts: batch.request_counts ?? null,
    usage: toUsage(batch.usage),
    metadata: (batch.metadata as Record<string, string> | null | undefined) ?? {},
  };
}

/** Endpoints with the same API may leave the details out. */
function toUsage(usage: Batch["usage"]): VendorBatch["usage"] {
  if (!usage) return null;
  const input: { cached_tokens?: number } | undefined = usage.input_tokens_details;
  const output: { reasoning_tokens?: number } | undefined = usage.output_tokens_details;
  return {
    inputTokens: usage.input_tokens,
    cachedTokens: input?.cached_tokens ?? 0,
    outputTokens: usage.output_tokens,
    reasoningTokens: output?.reasoning_tokens ?? 0,
  };
}
