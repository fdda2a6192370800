import { type Form, type OwnField, SENTIMENTS, URGENCIES } from "#lib/prompts/form";

export type JsonSchema = Record<string, unknown>;

/** Names of people and companies, dates and amounts stay as they stand in the email: only then can they be looked up. */
const AS_WRITTEN = "exactly as it stands in the email";

/**
 * The strict JSON schema of an answer: `summary` first, then the form's fields in a fixed order. Every property is
 * required and nothing else is allowed, as strict output demands (OpenAI, Structured Outputs, "Supported schemas").
 */
export function buildSchema(form: Form): JsonSchema {
  const properties: Record<string, JsonSchema> = { summary: text("The summary, at most 60 words") };
  if (form.tags !== null) properties.tags = tagsOf(form.tags);
  if (form.category.length > 0) properties.category = oneOf(form.category, "The category that fits best");
  if (form.sentiment) properties.sentiment = oneOf(SENTIMENTS, "The sender's tone");
  if (form.urgency) properties.urgency = oneOf(URGENCIES, "How soon somebody has to act");
  if (form.people) {
    properties.people = listOf(text("A person"), `People who are named, ${AS_WRITTEN}`);
    properties.companies = listOf(text("An organisation"), `Companies and organisations that are named, ${AS_WRITTEN}`);
  }
  if (form.dates) {
    const date = object({ date: text(`The date, ${AS_WRITTEN}`), what: text("What happens then, in a few words") });
    properties.dates = listOf(date, "Dates and deadlines");
  }
  if (form.amounts) {
    const amount = object({ amount: text(`Number and unit, ${AS_WRITTEN}`), what: text("What it is, in a few words") });
    properties.amounts = listOf(amount, "Amounts of money and other quantities that matter");
  }
  if (form.actions) {
    const action = object({
      what: text("What is to be done, as a short order"),
      owner: maybe("string", "Who is to do it, null when it is not said"),
      due: maybe("string", `Until when, ${AS_WRITTEN}; null when it is not said`),
    });
    properties.actions = listOf(action, "What somebody is asked to do");
  }
  for (const [at, field] of form.own.entries()) properties[ownKey(at)] = ownSchema(field);
  return object(properties);
}

/** What an own field is called in the answer: names that people type are no keys for every model. */
export function ownKey(at: number): string {
  return `field_${at + 1}`;
}

function tagsOf(choices: string[]): JsonSchema {
  if (choices.length === 0) return listOf(text("A tag"), "1 to 5 short topics, each one to three words in lower case");
  return listOf({ type: "string", enum: choices }, "The tags that fit, none when none does");
}

function ownSchema({ name, kind, hint, choices }: OwnField): JsonSchema {
  const about = hint === "" ? name : `${name}: ${hint}`;
  const otherwise = `${about}. Null when the email does not say`;
  if (kind === "choice") return { type: ["string", "null"], enum: [...choices, null], description: otherwise };
  if (kind === "list") return listOf(text(name), `${about}. Empty when the email does not say`);
  if (kind === "date") return maybe("string", `${otherwise}. A date, ${AS_WRITTEN}`);
  return maybe({ number: "number", yes_no: "boolean", text: "string" }[kind], otherwise);
}

const text = (description: string): JsonSchema => ({ type: "string", description });
const maybe = (type: string, description: string): JsonSchema => ({ type: [type, "null"], description });
const oneOf = (values: readonly string[], description: string): JsonSchema => ({
  type: "string",
  enum: [...values],
  description,
});
const listOf = (items: JsonSchema, description: string): JsonSchema => ({ type: "array", items, description });
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
