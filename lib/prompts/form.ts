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

/** The fields that are just on or off, with what each brings. */
export const SWITCHES = [
  { key: "sentiment", name: "Sentiment", about: "Positive, neutral, negative or mixed" },
  { key: "urgency", name: "Urgency", about: "Low, normal, high or critical" },
  { key: "people", name: "People and companies", about: "Who is named" },
  { key: "dates", name: "Dates and deadlines", about: "Each with what happens then" },
  { key: "amounts", name: "Amounts", about: "Sums and quantities that matter" },
  { key: "actions", name: "Action items", about: "What is to be done, by whom and until when" },
] as const;

export const SENTIMENTS = ["positive", "neutral", "negative", "mixed"] as const;
export const URGENCIES = ["low", "normal", "high", "critical"] as const;

/** What a strict schema may hold, kept far below the vendor's own limits (OpenAI, Structured Outputs, "Supported schemas"). */
export const MOST_CHOICES = 100;
export const MOST_OWN = 20;
export const LONGEST_NAME = 60;
export const LONGEST_HINT = 300;

/** A sentence on what keeps a form from being asked; null when all is well. */
export function problemOf(form: Form): string | null {
  const names = form.own.map((field) => field.name.trim().toLowerCase());
  if (names.includes("")) return "Give every field a name.";
  if (names.length > MOST_OWN) return `At most ${MOST_OWN} fields of your own.`;
  if (new Set(names).size < names.length) return "Two fields have the same name.";
  const lists = [form.tags ?? [], form.category, ...form.own.map((field) => field.choices)];
  if (lists.some((list) => list.length > MOST_CHOICES)) return `At most ${MOST_CHOICES} choices.`;
  if (lists.flat().some((one) => one.trim().length > LONGEST_NAME))
    return `A name is at most ${LONGEST_NAME} characters long.`;
  const empty = form.own.find((field) => field.kind === "choice" && withoutTwins(field.choices).length < 2);
  return empty ? `Give “${empty.name.trim()}” at least two choices.` : null;
}

/** A list of names, trimmed, without empty ones; those given twice are kept once. */
export function withoutTwins(list: string[]): string[] {
  const seen = new Set<string>();
  return list
    .map((one) => one.trim())
    .filter((one) => one !== "" && !seen.has(one.toLowerCase()) && seen.add(one.toLowerCase()));
}

/** A form that asks for nothing and in no language is none. */
export function usedForm(form: Form | null): Form | null {
  return form && (asksForFields(form) || form.language !== "") ? form : null;
}

/** Whether two forms ask for the same, blanks around names aside. */
export function isSameForm(one: Form | null, other: Form | null): boolean {
  return formText(one) === formText(other);
}

function formText(form: Form | null): string {
  const used = usedForm(form);
  if (!used) return "";
  const { tags, category, sentiment, urgency, people, dates, amounts, actions, language, own } = used;
  const fields = own.map((one) => [one.name.trim(), one.kind, one.hint.trim(), withoutTwins(one.choices)]);
  return JSON.stringify([tags, category, sentiment, urgency, people, dates, amounts, actions, language.trim(), fields]);
}

/** Whether a form asks for anything but the summary. */
export function asksForFields(form: Form): boolean {
  const { language: _, own, category, tags, ...switches } = form;
  return tags !== null || category.length > 0 || own.length > 0 || Object.values(switches).some(Boolean);
}

/** What a form asks for, in a line: "Tags, Category, Urgency, Product". */
export function describeForm(form: Form): string {
  const names = [
    form.tags === null ? "" : "Tags",
    form.category.length > 0 ? "Category" : "",
    ...SWITCHES.map(({ key, name }) => (form[key] ? name : "")),
    ...form.own.map((field) => field.name.trim()),
    form.language === "" ? "" : `in ${form.language}`,
  ];
  return names.filter((name) => name !== "").join(", ");
}

/** Tokens that a form's fields may take in the answer, on top of the summary. */
export function answerTokensOf(form: Form | null): number {
  if (!form || !asksForFields(form)) return 0;
  const lists = [form.people, form.dates, form.amounts, form.actions].filter(Boolean).length;
  return (form.tags ? 60 : 0) + 20 * (form.category.length > 0 ? 1 : 0) + 400 * lists + 80 * form.own.length + 20;
}

/**
 * Tokens that a form's fields are expected to take in one answer, names and signs of the JSON included: from an email
 * with nothing to list to one with several things of each kind.
 */
export function expectedTokensOf(form: Form | null): { low: number; high: number } {
  if (!form) return { low: 0, high: 0 };
  const ranges: [number, number][] = [];
  if (form.tags !== null) ranges.push([8, 30]);
  if (form.category.length > 0) ranges.push([6, 12]);
  if (form.sentiment) ranges.push([5, 6]);
  if (form.urgency) ranges.push([5, 6]);
  if (form.people) ranges.push([12, 70]);
  for (const isAsked of [form.dates, form.amounts]) if (isAsked) ranges.push([5, 80]);
  if (form.actions) ranges.push([5, 120]);
  for (const { kind } of form.own) ranges.push(kind === "text" || kind === "list" ? [7, 40] : [7, 14]);
  return { low: sum(ranges.map(([low]) => low)), high: sum(ranges.map(([, high]) => high)) };
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

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
