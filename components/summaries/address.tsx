"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { parseFilter, SUMMARY_SORTS, usualSort } from "#lib/summaries/filter";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

/** As words only: what they mean is decided in one place, for the server and here alike. */
const ADDRESS = {
  q: parseAsString,
  dataset: parseAsString,
  batch: parseAsString,
  sender: parseAsString,
  from: parseAsString,
  to: parseAsString,
  outcome: parseAsString,
  review: parseAsString,
  look: parseAsString,
  tags: parseAsString,
  category: parseAsString,
  sentiment: parseAsString,
  urgency: parseAsString,
  sort: parseAsStringLiteral(SUMMARY_SORTS),
  open: parseAsInteger,
  like: parseAsInteger,
};

/** What the page shows lives in its address: filter, sort and the open summary. */
export function useSummaryAddress() {
  const [state, set] = useQueryStates(ADDRESS, { history: "replace" });
  const { open, like, q, dataset, batch, sender, from, to, outcome, review, look, tags, category, sentiment, urgency } =
    state;
  const filter = useMemo(
    () => read({ q, dataset, batch, sender, from, to, outcome, review, look, tags, category, sentiment, urgency }),
    [q, dataset, batch, sender, from, to, outcome, review, look, tags, category, sentiment, urgency],
  );
  const sort = state.sort ?? usualSort(filter);
  return useMemo(
    () => ({
      filter,
      sort,
      open,
      /** The summary whose like are shown; a search ends that. */
      like: filter.q ? null : like,
      setFilter: (change: Partial<SummaryFilter>) => {
        set({ ...blank(change), ...("q" in change ? { like: null } : {}), open: null });
      },
      clearFilter: () => {
        set({
          q: null,
          dataset: null,
          batch: null,
          sender: null,
          from: null,
          to: null,
          outcome: null,
          review: null,
          look: null,
          tags: null,
          category: null,
          sentiment: null,
          urgency: null,
          open: null,
          like: null,
        });
      },
      setSort: (next: SummarySort) => {
        set({ sort: next === usualSort(filter) ? null : next });
      },
      /** Shows what is like a summary, in place of the search; Back undoes it. */
      setLike: (id: number | null) => {
        set({ like: id, q: null, open: null }, { history: "push" });
      },
      /** Opening makes a step that Back undoes; going on to the next summary replaces it. */
      setOpen: (id: number | null) => {
        set({ open: id }, { history: open === null && id !== null ? "push" : "replace" });
      },
    }),
    [filter, sort, open, like, set],
  );
}

export type SummaryAddress = ReturnType<typeof useSummaryAddress>;

function read(words: Record<keyof SummaryFilter, string | null>): SummaryFilter {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(words)) if (value !== null) params.set(name, value);
  return parseFilter(params).filter;
}

function blank(change: Partial<SummaryFilter>) {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      value === undefined || String(value) === "" ? null : String(value),
    ]),
  );
}
