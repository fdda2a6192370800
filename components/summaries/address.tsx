"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { FILTER_NAMES, parseFilter, SUMMARY_SORTS, usualSort } from "#lib/summaries/filter";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

type FilterName = keyof SummaryFilter;

/** As words only: what they mean is decided in one place, for the server and here alike. */
const WORDS = Object.fromEntries(FILTER_NAMES.map((name) => [name, parseAsString])) as Record<
  FilterName,
  typeof parseAsString
>;
const ADDRESS = {
  ...WORDS,
  sort: parseAsStringLiteral(SUMMARY_SORTS),
  open: parseAsInteger,
  like: parseAsInteger,
};
const NO_FILTER = Object.fromEntries(FILTER_NAMES.map((name) => [name, null])) as Record<FilterName, null>;

/** What the page shows lives in its address: filter, sort and the open summary. */
export function useSummaryAddress() {
  const [state, set] = useQueryStates(ADDRESS, { history: "replace" });
  const { open, like } = state;
  const words = FILTER_NAMES.flatMap((name) => (state[name] === null ? [] : [[name, state[name]]]));
  const text = new URLSearchParams(words).toString();
  const filter = useMemo(() => parseFilter(new URLSearchParams(text)).filter, [text]);
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
        set({ ...NO_FILTER, open: null, like: null });
      },
      /** Shows another filter in place of this one; Back undoes it. */
      show: (next: SummaryFilter, order: SummarySort) => {
        const wanted = { ...NO_FILTER, ...blank(next), sort: order === usualSort(next) ? null : order };
        set({ ...wanted, open: null, like: null }, { history: "push" });
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

function blank(change: Partial<SummaryFilter>) {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      value === undefined || String(value) === "" ? null : String(value),
    ]),
  );
}
