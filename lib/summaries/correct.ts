import type { Db } from "#db/client";
import { type Correction, correctQuery } from "#lib/search/typos";
import type { SummaryFilter } from "#lib/summaries/view";

/** A filter whose search is spelt as the texts spell it, and what was changed for that. */
export function correctFilter(
  client: Db["$client"],
  filter: SummaryFilter,
): { filter: SummaryFilter; corrections: Correction[] } {
  if (!filter.q) return { filter, corrections: [] };
  const { query, corrections } = correctQuery(client, filter.q);
  return { filter: corrections.length > 0 ? { ...filter, q: query } : filter, corrections };
}
