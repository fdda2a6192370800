"use client";

import { Button } from "@heroui/react/button";
import { X } from "lucide-react";
import { useFilterWords } from "#components/summaries/filter-words";
import type { SummaryFilter } from "#lib/summaries/view";

type Props = { filter: SummaryFilter; onChange: (change: Partial<SummaryFilter>) => void; onClear: () => void };

/** What the list is narrowed by, each with a button that takes it away. The search has its own in its box. */
export function FilterChips({ filter, onChange, onClear }: Props) {
  const chips = useFilterWords(filter);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters in use" className="flex flex-wrap items-center gap-2">
      {chips.map((chip) => (
        <li key={chip.key} className="max-w-full">
          <button
            type="button"
            aria-label={`Remove the filter ${chip.words}`}
            onClick={() => onChange({ [chip.key]: undefined })}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-soft py-0.5 ps-3 pe-2 text-[0.8125rem] font-medium text-accent-soft-foreground outline-none hover:bg-accent-soft-hover focus-visible:ring-2 focus-visible:ring-focus focus-visible:ring-offset-2 focus-visible:ring-offset-background"
          >
            <span className="truncate">{chip.words}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <Button size="sm" variant="ghost" onPress={onClear}>
          Clear all
        </Button>
      </li>
    </ul>
  );
}
