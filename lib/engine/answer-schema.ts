/** A JSON schema as far as it is read here: strict structured output (OpenAI API reference, Structured Outputs). */
type Schema = { [key: string]: unknown };

/** Schemas nest; deeper than this is answered with null. */
const MAX_DEPTH = 8;

/**
 * The JSON text that satisfies a strict schema: the summary in its `summary` property (else in its first string
 * property), every other property at its emptiest value.
 */
export function fillSchema(schema: unknown, summary: string): string {
  const root = isSchema(schema) ? schema : {};
  const properties = isSchema(root.properties) ? root.properties : {};
  const names = Object.keys(properties);
  const target = "summary" in properties ? "summary" : names.find((name) => typeOf(properties[name]) === "string");
  if (names.length === 0) return JSON.stringify({ summary });
  const pairs = names.map((name) => [name, name === target ? summary : emptyValue(properties[name], 0)] as const);
  return JSON.stringify(Object.fromEntries(pairs));
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
