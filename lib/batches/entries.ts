import type { Line } from "#lib/batches/lines";

/** A JSON object of which nothing is known yet. */
export type Loose = Record<string, unknown>;

/** What every line of an output or error file has. `{ why }` when it has not: unreadable, too long, no custom id. Never throws. */
export function readEntry(line: Line): { customId: string; entry: Loose } | { why: string } {
  if (line.text === null) return { why: "longer than any answer" };
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch {
    return { why: "not JSON" };
  }
  const entry = asObject(value);
  if (!entry) return { why: "not an object" };
  if (typeof entry.custom_id !== "string" || entry.custom_id === "") return { why: "no custom id" };
  return { customId: entry.custom_id, entry };
}

/** The value when it is a JSON object, else null. */
export function asObject(value: unknown): Loose | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : null;
}
