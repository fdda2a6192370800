"use client";

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { SummaryFilter, SummarySort } from "#lib/summaries/view";

export const SORTS = ["newest", "date-desc", "date-asc", "sender", "subject"] as const satisfies readonly SummarySort[];
const OUTCOMES = ["summarised", "failed", "not_run"] as const;

const FILTER = {
  q: parseAsString,
  dataset: parseAsInteger,
  batch: parseAsInteger,
  sender: parseAsString,
  from: parseAsString,
  to: parseAsString,
  outcome: parseAsStringLiteral(OUTCOMES),
};

const ADDRESS = { ...FILTER, sort: parseAsStringLiteral(SORTS).withDefault("newest"), open: parseAsInteger };

/** What the page shows lives in its address: filter, sort and the open summary. */
export function useSummaryAddress() {
  const [state, set] = useQueryStates(ADDRESS, { history: "replace" });
  const { sort, open, q, dataset, batch, sender, from, to, outcome } = state;
  const filter = useMemo(
    () => tidy({ q, dataset, batch, sender, from, to, outcome }),
    [q, dataset, batch, sender, from, to, outcome],
  );
  return useMemo(
    () => ({
      filter,
      sort,
      open,
      setFilter: (change: Partial<SummaryFilter>) => {
        set({ ...blank(change), open: null });
      },
      clearFilter: () => {
        set({ q: null, dataset: null, batch: null, sender: null, from: null, to: null, outcome: null, open: null });
      },
      setSort: (next: SummarySort) => {
        set({ sort: next });
      },
      /** Opening makes a step that Back undoes; going on to the next summary replaces it. */
      setOpen: (id: number | null) => {
        set({ open: id }, { history: open === null && id !== null ? "push" : "replace" });
      },
    }),
    [filter, sort, open, set],
  );
}

export type SummaryAddress = ReturnType<typeof useSummaryAddress>;

type Loose = { [K in keyof SummaryFilter]: SummaryFilter[K] | null };

/** A filter without what is not set, its keys always in the same order. */
export function tidy(loose: Loose): SummaryFilter {
  const { q, dataset, batch, sender, from, to, outcome } = loose;
  return {
    ...(q?.trim() ? { q: q.trim() } : {}),
    ...(dataset ? { dataset } : {}),
    ...(batch ? { batch } : {}),
    ...(sender?.trim() ? { sender: sender.trim() } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(outcome ? { outcome } : {}),
  };
}

function blank(change: Partial<SummaryFilter>) {
  return Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, value === undefined || value === "" ? null : value]),
  );
}
