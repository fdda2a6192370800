import type { Recipe } from "#lib/prompts/recipe";

/** How hard a model should think, and how much it may write in all, its thinking included. */
export type Effort = { reasoning_effort?: "none" | "minimal" | "low"; max_completion_tokens: number };
/** Tokens a range of answers takes. */
type Range = { low: number; high: number };
type Family = { pattern: RegExp; effort: Effort["reasoning_effort"] | null; thinking: Range };

/** 60 words take about 100 tokens, in Japanese about 200; the rest is JSON and some room. */
const ANSWER_TOKENS = 500;
/** Thinking counts as output: a model that cannot be kept from it needs room, or the summary is cut off. */
const THINKING_TOKENS = 4000;

const NO_THINKING = { low: 0, high: 0 };
/** What a model thinks about one email when nobody asks it to be brief: seen between a few hundred and 2,000 tokens. */
const FREE_THINKING = { low: 200, high: 2000 };

/**
 * The least thinking each family allows, since a summary needs none; null where the parameter is refused or its values
 * are not these. The first that fits counts; a model that fits none does not reason. Sources: OpenAI's reasoning guide and
 * pages of its models, ReasoningEffort in openai 7 ("none" came with gpt-5.1, "minimal" with gpt-5 only, the o models
 * begin at "low", pro models at "medium" or "high", chat models and the first o1 take none); gpt-oss model card ("low").
 */
const REASONING: Family[] = [
  { pattern: /^gpt-\d+(\.\d+)?-chat/, effort: null, thinking: NO_THINKING },
  { pattern: /^(gpt-\d+(\.\d+)?|o\d+)-pro/, effort: null, thinking: FREE_THINKING },
  { pattern: /^gpt-5(-|$)/, effort: "minimal", thinking: { low: 0, high: 100 } },
  { pattern: /^gpt-(5\.\d|[6-9]|\d\d)/, effort: "none", thinking: NO_THINKING },
  { pattern: /^o1-(mini|preview)/, effort: null, thinking: FREE_THINKING },
  { pattern: /^o\d/, effort: "low", thinking: { low: 50, high: 1000 } },
  { pattern: /^gpt-oss/, effort: "low", thinking: { low: 20, high: 500 } },
  { pattern: /^(deepseek-r1|qwq|qwen3|magistral|phi-?4.*reasoning)/i, effort: null, thinking: FREE_THINKING },
];

/** What our own recipe adds for a model. Others name models with their maker in front ("openai/gpt-oss-20b"). */
export function effortOf(model: string): Effort {
  const family = familyOf(model);
  if (!family || (family.effort === null && family.thinking === NO_THINKING))
    return { max_completion_tokens: ANSWER_TOKENS };
  if (family.effort === "none") return { reasoning_effort: "none", max_completion_tokens: ANSWER_TOKENS };
  return { ...(family.effort ? { reasoning_effort: family.effort } : {}), max_completion_tokens: THINKING_TOKENS };
}

/** Tokens of thinking that one answer may add. Classic says nothing about it, so such a model thinks as it likes. */
export function thinkingOf(recipe: Recipe, model: string): Range {
  const family = familyOf(model);
  if (!family) return NO_THINKING;
  const isFree = recipe === "classic" && family.effort !== null;
  return isFree ? FREE_THINKING : family.thinking;
}

function familyOf(model: string): Family | undefined {
  const name = model.slice(model.lastIndexOf("/") + 1);
  return REASONING.find(({ pattern }) => pattern.test(name));
}
