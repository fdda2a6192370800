/**
 * Why an email has no summary, and the one thing that helps: vendor's code -> cause -> words -> button. Pure; the only
 * table of its kind. Codes: OpenAI API reference (Error codes, Batch, Chat Completions), its Batch guide, and what
 * servers with the same API were seen to send.
 */
import type { Recipe } from "#lib/prompts/recipe";

/**
 * What the right button does. "retry" asks the same again, "shorten" sends less of each email, "longer" lets the answer
 * take more room, "other-model" asks another model, "wait" asks the same again once there is room or credit.
 */
export type Remedy = "retry" | "shorten" | "longer" | "other-model" | "wait";

export type Cause = {
  /** What a group is known by, also in addresses: a name of the table, or "code:" and a code nobody here knows. */
  id: string;
  /** What happened, without a full stop; null where only the vendor's own words say it. */
  title: string | null;
  /** What it means for these emails, and what helps. */
  meaning: string;
  remedy: Remedy;
};

type Row = Cause & { codes: string[] };

const NOTHING_WRONG = "Nothing is wrong with these emails. Asking again usually works.";
const NOT_PAID = "They were not answered and not paid for.";

const TABLE: Row[] = [
  {
    id: "busy",
    codes: ["rate_limit_exceeded", "rate_limit_error", "too_many_requests", "requests", "tokens", "http_429"],
    title: "The provider was asked too often",
    meaning: NOTHING_WRONG,
    remedy: "retry",
  },
  {
    id: "trouble",
    codes: [
      "server_error",
      "internal_error",
      "internal_server_error",
      "api_error",
      "overloaded",
      "overloaded_error",
      "engine_overloaded",
      "service_unavailable",
      "timeout",
      "http_500",
      "http_502",
      "http_503",
      "http_504",
      "http_529",
    ],
    title: "The provider had trouble of its own",
    meaning: NOTHING_WRONG,
    remedy: "retry",
  },
  {
    id: "no-answer",
    codes: ["no_answer", "request_timeout", "results_gone", "http_408"],
    title: "No answer came",
    meaning: NOTHING_WRONG,
    remedy: "retry",
  },
  {
    id: "expired",
    codes: ["batch_expired"],
    title: "The provider ran out of time",
    meaning: `${NOT_PAID} What came in time is kept.`,
    remedy: "retry",
  },
  {
    id: "stopped",
    codes: ["batch_cancelled", "not_sent"],
    title: "Stopped before they were answered",
    meaning: `${NOT_PAID} What was answered before is kept.`,
    remedy: "retry",
  },
  {
    id: "not-started",
    codes: ["could_not_start", "batch_failed"],
    title: null,
    meaning: `The provider did not take them. ${NOT_PAID} Mend the cause, then try again.`,
    remedy: "retry",
  },
  {
    id: "queue",
    codes: ["token_limit_exceeded", "too_many_tasks", "batch_queue_full"],
    title: "The account's queue for this model was full",
    meaning: `${NOT_PAID} There is room again when other batches of the account have ended.`,
    remedy: "wait",
  },
  {
    id: "credit",
    codes: ["insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "http_402"],
    title: "The account has no credit left",
    meaning: `${NOT_PAID} Add credit at the provider first, or choose another one.`,
    remedy: "wait",
  },
  {
    id: "key",
    codes: ["invalid_api_key", "incorrect_api_key", "account_deactivated", "http_401", "http_403"],
    title: "The provider did not accept the key",
    meaning: `${NOT_PAID} Look at the key in Settings, then try again.`,
    remedy: "wait",
  },
  {
    id: "too-long",
    codes: ["context_length_exceeded", "string_above_max_length", "request_too_large", "http_413"],
    title: "Too long for this model",
    meaning: "Send only the newest text of each email, cut to a length that fits, or choose a model that takes more.",
    remedy: "shorten",
  },
  {
    id: "cut-off",
    codes: ["length"],
    title: "The answer was cut off before its end",
    meaning: "It hit the limit for one answer. Ask again and let it be longer.",
    remedy: "longer",
  },
  {
    id: "unusable",
    codes: ["empty", "no_choices", "not_json", "wrong_shape"],
    title: "The answer was empty or not in the form that was asked for",
    meaning: "Asking again often works; if it does not, another model will.",
    remedy: "retry",
  },
  {
    id: "declined",
    codes: ["refusal", "content_filter", "content_policy_violation", "invalid_prompt", "moderation_blocked"],
    title: "The model declined, or the provider's filter withheld the answer",
    meaning: "The same model will most likely say so again. Another one may not.",
    remedy: "other-model",
  },
  {
    id: "model",
    codes: [
      "model_not_found",
      "model_not_available",
      "model_mismatch",
      "invalid_model",
      "unsupported_model",
      "unsupported_parameter",
      "unsupported_value",
    ],
    title: "This model cannot be used for this",
    meaning: "It does not exist, is not open to the account, or does not take what was asked of it.",
    remedy: "other-model",
  },
];

const BY_CODE = new Map(TABLE.flatMap(({ codes, ...cause }) => codes.map((code) => [code, cause] as const)));

/** Something nobody here knows: the vendor's own words, and another try. */
const UNKNOWN = "Asking again may work. The provider's own words say more.";

/**
 * The cause behind a code ("" when there was none). Classic sets no limit for an answer: when one was cut off, email
 * and answer together did not fit the model.
 */
export function causeOf(code: string, recipe: Recipe): Cause {
  if (code === "length" && recipe === "classic") return known("context_length_exceeded");
  return BY_CODE.get(code) ?? { id: `code:${code}`, title: null, meaning: UNKNOWN, remedy: "retry" };
}

function known(code: string): Cause {
  const cause = BY_CODE.get(code);
  if (!cause) throw new Error(`no cause for ${code}`);
  return cause;
}

/** What stands on the button that helps; `count`: emails it is for, `words`: that number as it is read. */
export function remedyLabel(cause: Pick<Cause, "id" | "remedy">, count: number, words: string): string {
  const these = count === 1 ? "this one" : `these ${words}`;
  switch (cause.remedy) {
    case "shorten":
      return `Shorten ${these}`;
    case "longer":
      return `Allow ${count === 1 ? "a longer answer" : "longer answers"}`;
    case "other-model":
      return "Choose another model";
    case "wait":
    case "retry":
      return cause.id === "expired" || cause.id === "stopped" ? sendRest(count, words) : `Try ${these} again`;
  }
}

const sendRest = (count: number, words: string) => (count === 1 ? "Send the other one" : `Send the other ${words}`);

/** Characters that may be left of an email, about 2,000 to a page; longest first. */
export const SHORTER_TEXTS = [32_000, 16_000, 8000, 4000, 2000, 1000];
/** Tokens an answer may take; a summary of 60 words needs about 100. */
export const LONGER_ANSWERS = [1000, 2000, 4000, 8000, 16_000];
const USUAL_TEXT = 8000;

/** The lengths worth offering after `sent` characters at most were too many (null: not limited), with the usual first choice. */
export function shorterTexts(sent: number | null): { choices: number[]; usual: number } {
  const choices = SHORTER_TEXTS.filter((length) => sent === null || length < sent);
  const usual = choices.find((length) => length <= Math.min(USUAL_TEXT, (sent ?? Number.POSITIVE_INFINITY) / 2));
  return { choices, usual: usual ?? choices.at(-1) ?? 0 };
}

/** The caps worth offering after `cap` tokens were too few. */
export function longerAnswers(cap: number): { choices: number[]; usual: number } {
  const choices = LONGER_ANSWERS.filter((tokens) => tokens > cap);
  return { choices, usual: choices.find((tokens) => tokens >= cap * 2) ?? choices.at(-1) ?? 0 };
}
