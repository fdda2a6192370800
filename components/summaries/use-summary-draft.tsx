"use client";

import { useEffect, useState } from "react";

/** A text that somebody types and has not saved. `revision` is that of the text it was made from. */
export type SummaryDraft = { text: string; revision: number };

const keyOf = (id: number) => `mailgist.summary.${id}`;

/** What was typed about a summary stays in this tab until it is saved or discarded, wherever its reader goes meanwhile. */
export function useSummaryDraft(id: number) {
  const [draft, setDraft] = useState<SummaryDraft | null>(null);
  useEffect(() => setDraft(read(id)), [id]);
  function change(next: SummaryDraft | null) {
    setDraft(next);
    if (next === null) sessionStorage.removeItem(keyOf(id));
    else sessionStorage.setItem(keyOf(id), JSON.stringify(next));
  }
  return [draft, change] as const;
}

function read(id: number): SummaryDraft | null {
  const stored = sessionStorage.getItem(keyOf(id));
  return stored === null ? null : (JSON.parse(stored) as SummaryDraft);
}
