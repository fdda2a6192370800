import { withQuery } from "#lib/client/read";
import type { SummaryFilter } from "#lib/summaries/view";

/** Where the emails behind a number stand: the list of summaries under the page's filter, narrowed further. */
export function listHref(filter: SummaryFilter, narrower: Partial<SummaryFilter> & { open?: number } = {}): string {
  return withQuery("/summaries", { ...filter, ...narrower });
}

/** The same filter on the page of pictures, or on paper. */
export function insightHref(filter: SummaryFilter, isPrint = false): string {
  return withQuery(isPrint ? "/insight/print" : "/insight", { ...filter });
}
