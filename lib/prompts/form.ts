import { z } from "zod";
import type { Form } from "#db/schema";

/** What kinds of answers an own field can ask for. */
export const OWN_KINDS = ["text", "number", "date", "yes_no", "choice", "list"] as const;

/**
 * Which fields an answer has beside its summary. `tags`: null none, [] free ones, else only these. `category`: [] none.
 * `language`: "" writes in the email's own, else a language's name. `own`: fields somebody added, with a hint for the
 * model. What is off is not asked for, so it costs nothing.
 */
export type { Form } from "#db/schema";
export type OwnField = Form["own"][number];

export const EMPTY_FORM: Form = {
  tags: null,
  category: [],
  sentiment: false,
  urgency: false,
  people: false,
  dates: false,
  amounts: false,
  actions: false,
  language: "",
  own: [],
};

export const SENTIMENTS = ["positive", "neutral", "negative", "mixed"] as const;
export const URGENCIES = ["low", "normal", "high", "critical"] as const;

/** What a strict schema may hold, kept far below the vendor's own limits (OpenAI, Structured Outputs, "Supported schemas"). */
const MOST_CHOICES = 100;
const MOST_OWN = 20;
const LONGEST_NAME = 60;
const LONGEST_HINT = 300;

const name = z
  .string()
  .trim()
  .min(1, "Give every field a name.")
  .max(LONGEST_NAME, "A name is at most 60 characters long.");
const choices = z.array(name).max(MOST_CHOICES, "At most 100 choices.").transform(withoutTwins);

/** Checks a form that came from a browser or the database; names are trimmed and those given twice kept once. */
export const formSchema = z
  .object({
    tags: choices.nullable(),
    category: choices,
    sentiment: z.boolean(),
    urgency: z.boolean(),
    people: z.boolean(),
    dates: z.boolean(),
    amounts: z.boolean(),
    actions: z.boolean(),
    language: z.string().trim().max(LONGEST_NAME),
    own: z
      .array(z.object({ name, kind: z.enum(OWN_KINDS), hint: z.string().trim().max(LONGEST_HINT), choices }))
      .max(MOST_OWN, "At most 20 fields of your own."),
  })
  .superRefine((form, context) => {
    const names = form.own.map((field) => field.name.toLowerCase());
    if (new Set(names).size < names.length) context.addIssue("Two fields have the same name.");
    const empty = form.own.find((field) => field.kind === "choice" && field.choices.length < 2);
    if (empty) context.addIssue(`Give “${empty.name}” at least two choices.`);
  });

function withoutTwins(list: string[]): string[] {
  const seen = new Set<string>();
  return list.filter((one) => !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
}

/** Whether a form asks for anything but the summary. */
export function asksForFields(form: Form): boolean {
  const { language: _, own, category, tags, ...switches } = form;
  return tags !== null || category.length > 0 || own.length > 0 || Object.values(switches).some(Boolean);
}

/** Tokens that a form's fields may take in the answer, on top of the summary. */
export function answerTokensOf(form: Form | null): number {
  if (!form || !asksForFields(form)) return 0;
  const lists = [form.people, form.dates, form.amounts, form.actions].filter(Boolean).length;
  return (form.tags ? 60 : 0) + 20 * (form.category.length > 0 ? 1 : 0) + 400 * lists + 80 * form.own.length + 20;
}

/** What an answer says beside its summary. A field that was not asked for is missing. */
export type Fields = {
  tags?: string[];
  category?: string;
  sentiment?: (typeof SENTIMENTS)[number];
  urgency?: (typeof URGENCIES)[number];
  people?: string[];
  companies?: string[];
  dates?: { date: string; what: string }[];
  amounts?: { amount: string; what: string }[];
  actions?: { what: string; owner: string | null; due: string | null }[];
  /** By the name of the own field; null where the email does not say. */
  own?: Record<string, OwnValue>;
};
export type OwnValue = string | number | boolean | string[] | null;
