/** How hard a model should think, and how much it may write in all, its thinking included. */
export type Effort = { reasoning_effort?: "none" | "minimal" | "low"; max_completion_tokens: number };

/** 60 words take about 100 tokens, in Japanese about 200; the rest is JSON and some room. */
const ANSWER_TOKENS = 500;
/** Thinking counts as output: a model that cannot be kept from it needs room, or the summary is cut off. */
const THINKING_TOKENS = 4000;

/**
 * The least thinking each family allows, since a summary needs none (openai 7, ReasoningEffort: models before
 * gpt-5.1 do not take "none"; "minimal" came with gpt-5; the o models take "low" at the least).
 */
export function effortOf(model: string): Effort {
  if (/^gpt-5(-|$)/.test(model)) return { reasoning_effort: "minimal", max_completion_tokens: THINKING_TOKENS };
  if (/^gpt-([6-9]|5\.|\d\d)/.test(model)) return { reasoning_effort: "none", max_completion_tokens: ANSWER_TOKENS };
  if (/^o\d/.test(model)) return { reasoning_effort: "low", max_completion_tokens: THINKING_TOKENS };
  return { max_completion_tokens: ANSWER_TOKENS };
}
