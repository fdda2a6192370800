import { fieldsOf, type MailFields } from "#lib/engine/answer-fields";
import type { MailText } from "#lib/engine/summarise";

/** A JSON schema as far as it is read here: strict structured output (OpenAI API reference, Structured Outputs). */
type Schema = { [key: string]: unknown };

/** Schemas nest; deeper than this is answered with null. */
const MAX_DEPTH = 8;

/**
 * The JSON text that satisfies a strict schema: the summary in its `summary` property (else in its first string
 * property); tags, moods, names, dates, amounts and requests where rules find them in the mail; choices by the words
 * they share with it; every other property at its emptiest value.
 */
export function fillSchema(schema: unknown, summary: string, mail: MailText): string {
  const root = isSchema(schema) ? schema : {};
  const properties = isSchema(root.properties) ? root.properties : {};
  const names = Object.keys(properties);
  const target = "summary" in properties ? "summary" : names.find((name) => typeOf(properties[name]) === "string");
  if (names.length === 0) return JSON.stringify({ summary });
  const others = names.filter((name) => name !== target);
  const fields = others.length > 0 ? fieldsOf(mail) : null;
  const pairs = names.map((name) => [
    name,
    name === target ? summary : fields ? filled(name, properties[name], fields) : null,
  ]);
  return JSON.stringify(Object.fromEntries(pairs));
}

const KNOWN = ["sentiment", "urgency", "people", "companies", "dates", "amounts", "actions"] as const;

function filled(name: string, schema: unknown, fields: MailFields): unknown {
  if (!isSchema(schema)) return null;
  if (name === "tags" && typeOf(schema) === "array") return tagsFor(schema, fields);
  const known = KNOWN.find((one) => one === name);
  if (known && fits(fields[known], schema)) return fields[known];
  if (Array.isArray(schema.enum)) return chosen(schema, fields.text);
  return emptyValue(schema, 0);
}

function tagsFor(schema: Schema, fields: MailFields): string[] {
  const choices = isSchema(schema.items) && Array.isArray(schema.items.enum) ? schema.items.enum : null;
  if (!choices) return fields.tags;
  return choices.filter((choice): choice is string => typeof choice === "string" && shared(choice, fields.text) > 0);
}

/** A list where a list is asked for, a word where it is one of those that may be said. */
function fits(value: MailFields[keyof MailFields], schema: Schema): boolean {
  if (Array.isArray(value)) return typeOf(schema) === "array";
  return Array.isArray(schema.enum) ? schema.enum.includes(value) : typeOf(schema) === "string";
}

/** The choice that shares the most words with the mail; where none does, null, "Other", or the first. */
function chosen(schema: Schema, text: string): unknown {
  const choices = schema.enum as unknown[];
  let best: unknown;
  let most = 0;
  for (const choice of choices) {
    const count = typeof choice === "string" ? shared(choice, text) : 0;
    if (count > most) {
      most = count;
      best = choice;
    }
  }
  if (most > 0) return best;
  const otherwise = choices.find((choice) => choice === null || (typeof choice === "string" && /^other/i.test(choice)));
  return otherwise !== undefined ? otherwise : (choices[0] ?? null);
}

/** How often words of a choice begin words of the text. */
function shared(choice: string, text: string): number {
  const stems = (choice.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) =>
    word.slice(0, Math.max(4, word.length - 2)),
  );
  return stems.reduce((sum, stem) => sum + (text.match(new RegExp(`(?<!\\p{L})${stem}`, "giu"))?.length ?? 0), 0);
}

function emptyValue(schema: unknown, depth: number): unknown {
  if (!isSchema(schema) || depth > MAX_DEPTH) return null;
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const choice = Array.isArray(schema.anyOf) ? schema.anyOf : null;
  if (choice) return choice.some((one) => typeOf(one) === "null") ? null : emptyValue(choice[0], depth + 1);
  if (Array.isArray(schema.type) && schema.type.includes("null")) return null;
  switch (typeOf(schema)) {
    case "string":
      return "";
    case "array":
      return [];
    case "number":
    case "integer":
      return typeof schema.minimum === "number" ? schema.minimum : 0;
    case "boolean":
      return false;
    case "object": {
      const properties = isSchema(schema.properties) ? schema.properties : {};
      return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, emptyValue(one, depth + 1)]));
    }
    default:
      return null;
  }
}

function typeOf(schema: unknown): string {
  if (!isSchema(schema)) return "";
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  return typeof type === "string" ? type : "";
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
