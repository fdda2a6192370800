import { type Fields, type Form, type OwnField, type OwnValue, SENTIMENTS, URGENCIES } from "#lib/prompts/form";
import { ownKey } from "#lib/prompts/form-schema";

type Loose = Record<string, unknown>;

/** More than this of anything is a model running on, not an email. */
const MOST_ITEMS = 50;
const MOST_TAGS = 10;
const LONGEST_TEXT = 500;
const LONGEST_TAG = 60;

class WrongShape extends Error {}

/**
 * Reads the fields that `form` asked for out of an answer's JSON. Blanks are trimmed, empty entries and twins dropped, and
 * choices accepted in any case. Null when a field is missing or not of its kind: such an answer is a failure to show.
 */
export function parseFields(form: Form, answer: Loose): Fields | null {
  try {
    return read(form, answer);
  } catch (error) {
    if (error instanceof WrongShape) return null;
    throw error;
  }
}

function read(form: Form, answer: Loose): Fields {
  const fields: Fields = {};
  if (form.tags !== null) fields.tags = tagsOf(answer.tags, form.tags);
  if (form.category.length > 0) fields.category = oneOf(answer.category, form.category);
  if (form.sentiment) fields.sentiment = oneOf(answer.sentiment, SENTIMENTS);
  if (form.urgency) fields.urgency = oneOf(answer.urgency, URGENCIES);
  if (form.people) {
    fields.people = textsOf(answer.people);
    fields.companies = textsOf(answer.companies);
  }
  if (form.dates) {
    fields.dates = objectsOf(answer.dates)
      .map((one) => ({ date: textOf(one.date), what: textOf(one.what) }))
      .filter((one) => one.date !== "");
  }
  if (form.amounts) {
    fields.amounts = objectsOf(answer.amounts)
      .map((one) => ({ amount: textOf(one.amount), what: textOf(one.what) }))
      .filter((one) => one.amount !== "");
  }
  if (form.actions) {
    fields.actions = objectsOf(answer.actions)
      .map((one) => ({ what: textOf(one.what), owner: maybeText(one.owner), due: maybeText(one.due) }))
      .filter((one) => one.what !== "");
  }
  if (form.own.length > 0) {
    fields.own = Object.fromEntries(form.own.map((field, at) => [field.name, ownValue(field, answer[ownKey(at)])]));
  }
  return fields;
}

function tagsOf(value: unknown, choices: string[]): string[] {
  const tags = listOf(value).map((tag) =>
    choices.length > 0 ? oneOf(tag, choices) : textOf(tag).slice(0, LONGEST_TAG),
  );
  return withoutTwins(tags).slice(0, MOST_TAGS);
}

function ownValue(field: OwnField, value: unknown): OwnValue {
  if (field.kind === "list") return textsOf(value);
  if (value === null || value === "") return null;
  if (field.kind === "choice") return oneOf(value, field.choices);
  if (field.kind === "number") return typeof value === "number" && Number.isFinite(value) ? value : wrong();
  if (field.kind === "yes_no") return typeof value === "boolean" ? value : wrong();
  return maybeText(value);
}

function oneOf<T extends string>(value: unknown, choices: readonly T[]): T {
  const written = textOf(value).toLowerCase();
  return choices.find((choice) => choice.toLowerCase() === written) ?? wrong();
}

function textOf(value: unknown): string {
  if (typeof value !== "string") return wrong();
  return value.trim().slice(0, LONGEST_TEXT).toWellFormed();
}

const maybeText = (value: unknown) => (value === null ? null : textOf(value) || null);
const textsOf = (value: unknown) => withoutTwins(listOf(value).map(textOf));

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ITEMS) : wrong();
}

function objectsOf(value: unknown): Loose[] {
  return listOf(value).map((one) => (typeof one === "object" && one !== null ? (one as Loose) : wrong()));
}

function withoutTwins(texts: string[]): string[] {
  const seen = new Set<string>();
  return texts.filter((text) => text !== "" && !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()));
}

function wrong(): never {
  throw new WrongShape();
}
