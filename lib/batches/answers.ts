import { asObject, type Loose, readEntry } from "#lib/batches/entries";
import type { Line } from "#lib/batches/lines";
import type { Fields } from "#lib/prompts/form";
import { parseAnswer } from "#lib/prompts/parse";
import type { Asked } from "#lib/prompts/recipe";
import { REASONS } from "#lib/words";

/** What one line of an output or error file says about one request. */
export type Answer = {
  customId: string;
  outcome: "summarised" | "failed" | "not_run";
  text: string;
  fields: Fields | null;
  code: string | null;
  reason: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
};

/** Codes of requests that the provider never ran, so that nothing was paid for them (OpenAI Batch guide). */
const NEVER_RUN = new Set(["batch_expired", "batch_cancelled", "request_timeout"]);
const LONGEST_REASON = 500;

/**
 * Reads one line. `{ why }` when it belongs nowhere: unreadable, too long, without a custom id. Never throws.
 */
export function readAnswer(line: Line, asked: Pick<Asked, "recipe" | "form">): Answer | { why: string } {
  const read = readEntry(line);
  if ("why" in read) return read;
  const { customId, entry } = read;
  const response = asObject(entry.response);
  if (!response) return notAnswered(customId, asObject(entry.error));
  const status = response.status_code;
  const body = asObject(response.body);
  if (typeof status === "number" && status >= 200 && status < 300 && !asObject(entry.error)) {
    return answered(customId, asked, body);
  }
  return refused(customId, asObject(body?.error) ?? asObject(entry.error), status);
}

function answered(
  customId: string,
  { recipe, form = null }: Pick<Asked, "recipe" | "form">,
  body: Loose | null,
): Answer {
  const parsed = parseAnswer(recipe, body, form);
  const tokens = { inputTokens: parsed.inputTokens ?? null, outputTokens: parsed.outputTokens ?? null };
  const { ok } = parsed;
  if (ok)
    return {
      customId,
      outcome: "summarised",
      text: parsed.text,
      fields: parsed.fields,
      code: null,
      reason: null,
      ...tokens,
    };
  return { customId, outcome: "failed", text: "", fields: null, code: parsed.code, reason: parsed.reason, ...tokens };
}

function notAnswered(customId: string, error: Loose | null): Answer {
  const code = textOf(error?.code) ?? "no_answer";
  const isNeverRun = NEVER_RUN.has(code) || error === null;
  const ours = (REASONS as Record<string, string>)[code];
  const reason = (isNeverRun ? ours : null) ?? textOf(error?.message) ?? REASONS.refused;
  return without(customId, isNeverRun ? "not_run" : "failed", code, reason);
}

function refused(customId: string, error: Loose | null, status: unknown): Answer {
  const code = textOf(error?.code) ?? textOf(error?.type) ?? `http_${typeof status === "number" ? status : "unknown"}`;
  return without(customId, "failed", code, textOf(error?.message) ?? REASONS.refused);
}

function without(customId: string, outcome: "failed" | "not_run", code: string, reason: string): Answer {
  const short = { code: code.slice(0, 100), reason: reason.slice(0, LONGEST_REASON).toWellFormed() };
  return { customId, outcome, text: "", fields: null, ...short, inputTokens: null, outputTokens: null };
}

const textOf = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
