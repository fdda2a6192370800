import { VendorError } from "#lib/engine/errors";

/** The `limit` of a list call. Throws 400 unless it is a whole number from 1 to `most`. */
export function readLimit(query: URLSearchParams, most: number, usual: number): number {
  const text = query.get("limit");
  if (text === null) return usual;
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > most) {
    throw new VendorError(400, `'limit' must be a whole number from 1 to ${most}.`, "limit");
  }
  return limit;
}

/** A list answer from rows of which one more than `limit` was read, to know whether there are more. */
export function toPage<Row extends { id: string }>(
  rows: Row[],
  limit: number,
  show: (row: Row) => Record<string, unknown>,
): Record<string, unknown> {
  const page = rows.slice(0, limit);
  return {
    object: "list",
    data: page.map(show),
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
    has_more: rows.length > limit,
  };
}
