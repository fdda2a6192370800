import type { PartLimits } from "#lib/batches/limits";
import { buildBody } from "#lib/prompts/build";
import type { Asked, PromptEmail } from "#lib/prompts/recipe";

/** One email as a line of the JSONL needs it. */
export type LineEmail = PromptEmail & { id: number; customId: string };

/** `n`: 0-based place in the batch. `retry`: how often it was asked again. */
export function customIdOf(n: number, batchId: number, retry = 0): string {
  return `email-${n}-${batchId}${retry > 0 ? `-r${retry}` : ""}`;
}

/** The custom id under which the same email is asked once more. */
export function nextCustomId(customId: string): string {
  const [, place = "0", batch = "0", retry = "0"] = /^email-(\d+)-(\d+)(?:-r(\d+))?$/.exec(customId) ?? [];
  return customIdOf(Number(place), Number(batch), Number(retry) + 1);
}

/**
 * One request's line with its line feed. Preview, download and upload all come from here, so they cannot differ
 * (OpenAI API reference, Batch: the request input object).
 */
export function buildLine(email: LineEmail, asked: Asked): string {
  const body = buildBody(email, asked);
  return `${JSON.stringify({ custom_id: email.customId, method: "POST", url: "/v1/chat/completions", body })}\n`;
}

/**
 * Cuts a stream of lines into parts: tell it each line's size, and it answers whether that line begins a new part.
 * `from` is what the current part already holds, for a restarted expansion.
 */
export function createCutter(limits: PartLimits, from = { requests: 0, bytes: 0 }): (bytes: number) => boolean {
  let { requests, bytes } = from;
  return (size) => {
    const isFull = requests > 0 && (requests >= limits.requests || bytes + size > limits.bytes);
    requests = isFull ? 1 : requests + 1;
    bytes = isFull ? size : bytes + size;
    return isFull;
  };
}
