import type { Fields, Form } from "#lib/prompts/form";
import { parseFields } from "#lib/prompts/form-parse";
import type { Recipe } from "#lib/prompts/recipe";

/** What became of one answer. Token counts are the vendor's own, where it gave them. */
export type ParsedAnswer =
  | { ok: true; text: string; fields: Fields | null; inputTokens: number; outputTokens: number }
  | { ok: false; code: string; reason: string; inputTokens?: number; outputTokens?: number };

type Loose = Record<string, unknown>;

const REASONS = {
  no_choices: "The answer was empty.",
  empty: "The answer was empty.",
  length: "The answer was cut off before its end.",
  content_filter: "The provider's content filter withheld the answer.",
  refusal: "The model declined to summarize this email.",
  not_json: "The answer was not in the form that was asked for.",
  wrong_shape: "The answer was not in the form that was asked for.",
} as const;

/**
 * Reads the body of a chat completion as its recipe asked for it (OpenAI API reference, Chat Completions). A cut-off,
 * filtered or refused answer is a problem to show, not a summary. Never throws.
 */
export function parseAnswer(recipe: Recipe, responseBody: unknown, form: Form | null = null): ParsedAnswer {
  const body = asObject(responseBody);
  const choices = body?.choices;
  const choice = asObject(Array.isArray(choices) ? choices[0] : null);
  const message = asObject(choice?.message);
  const usage = readUsage(body);
  const fail = (code: keyof typeof REASONS): ParsedAnswer => ({ ok: false, code, reason: REASONS[code], ...usage });
  if (!choice || !message) return fail("no_choices");
  if (typeof message.refusal === "string" && message.refusal !== "") return fail("refusal");
  if (choice.finish_reason === "length") return fail("length");
  if (choice.finish_reason === "content_filter") return fail("content_filter");
  const content = typeof message.content === "string" ? message.content.trim() : "";
  if (content === "") return fail("empty");
  const read = recipe === "mailgist" ? readSummary(content, form) : { text: content, fields: null };
  if ("code" in read) return fail(read.code);
  if (read.text === "") return fail("empty");
  return {
    ok: true,
    text: read.text.toWellFormed(),
    fields: read.fields,
    inputTokens: usage.inputTokens ?? 0,
    outputTokens: usage.outputTokens ?? 0,
  };
}

type Summary = { text: string; fields: Fields | null };

function readSummary(content: string, form: Form | null): Summary | { code: "not_json" | "wrong_shape" } {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { code: "not_json" };
  }
  const answer = asObject(value);
  if (typeof answer?.summary !== "string") return { code: "wrong_shape" };
  const fields = form ? parseFields(form, answer) : {};
  if (fields === null) return { code: "wrong_shape" };
  return { text: answer.summary.trim(), fields: Object.keys(fields).length > 0 ? fields : null };
}

function readUsage(body: Loose | null): { inputTokens?: number; outputTokens?: number } {
  const usage = asObject(body?.usage);
  const input = usage?.prompt_tokens;
  const output = usage?.completion_tokens;
  return {
    ...(typeof input === "number" ? { inputTokens: input } : {}),
    ...(typeof output === "number" ? { outputTokens: output } : {}),
  };
}

function asObject(value: unknown): Loose | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}
