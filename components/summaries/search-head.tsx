"use client";

import { Button } from "@heroui/react/button";
import { ListFilter } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import type { SummaryAddress } from "#components/summaries/address";
import { FilterChips } from "#components/summaries/filter-chips";
import { FilterFields } from "#components/summaries/filter-fields";
import { SearchBox } from "#components/summaries/search-box";

type Props = {
  address: Pick<SummaryAddress, "filter" | "setFilter" | "clearFilter">;
  placeholder?: string;
  /** What stands in the row of the box, after Filters. */
  tools?: ReactNode;
  /** What stands below the filters in use. */
  children?: ReactNode;
};

/** The box to search in, the filters behind their button, and those in use: the head of each page about summaries. */
export function SearchHead({ address, placeholder, tools, children }: Props) {
  const { filter, setFilter, clearFilter } = address;
  const [showsFilters, setShowsFilters] = useState(false);
  const search = useCallback((q: string) => setFilter({ q }), [setFilter]);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox
          value={filter.q ?? ""}
          onChange={search}
          {...(placeholder === undefined ? {} : { placeholder })}
          className="basis-full sm:basis-72 sm:flex-1"
        />
        <Button
          variant="secondary"
          aria-expanded={showsFilters}
          aria-controls="summary-filters"
          onPress={() => setShowsFilters(!showsFilters)}
        >
          <ListFilter aria-hidden />
          Filters
        </Button>
        {tools}
      </div>
      <div id="summary-filters" hidden={!showsFilters}>
        {showsFilters ? <FilterFields filter={filter} onChange={setFilter} /> : null}
      </div>
      <FilterChips filter={filter} onChange={setFilter} onClear={clearFilter} />
      {children}
    </div>
  );
}
