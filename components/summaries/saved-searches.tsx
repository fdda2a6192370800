"use client";

import { Button } from "@heroui/react/button";
import { Dropdown } from "@heroui/react/dropdown";
import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Pencil } from "lucide-react";
import { useState } from "react";
import type { SummaryAddress } from "#components/summaries/address";
import { SearchesDialog } from "#components/summaries/searches-dialog";
import { type SearchActions, useSearchWork } from "#components/summaries/use-search-work";
import { RenameDialog } from "#components/ui/rename-dialog";
import { savedSearchesQuery } from "#lib/client/summary-queries";
import { formatFilter, parseFilter } from "#lib/summaries/filter";

type Props = { address: SummaryAddress; actions: SearchActions };

/** The searches that were kept, everybody's: opens one, keeps the one on screen, and leads to renaming and removing. */
export function SavedSearches({ address, actions }: Props) {
  const { filter, sort, show } = address;
  const searches = useQuery(savedSearchesQuery()).data ?? [];
  const work = useSearchWork(actions);
  const [asks, setAsks] = useState<"name" | "list" | null>(null);
  const here = formatFilter(filter, sort).toString();
  const canSave = here !== "";

  function act(key: string) {
    if (key === "save") return setAsks("name");
    if (key === "tidy") return setAsks("list");
    const wanted = searches.find((one) => String(one.id) === key);
    if (!wanted) return;
    const next = parseFilter(new URLSearchParams(wanted.address));
    show(next.filter, next.sort);
  }

  return (
    <>
      <Dropdown>
        <Button variant="secondary">
          <Bookmark aria-hidden />
          Saved
        </Button>
        <Dropdown.Popover placement="bottom end" className="max-w-80 min-w-56">
          <Dropdown.Menu
            aria-label="Saved searches"
            disabledKeys={canSave ? [] : ["save"]}
            onAction={(key) => act(String(key))}
          >
            {searches.map((one) => (
              <Dropdown.Item key={one.id} id={String(one.id)} textValue={one.name}>
                <Bookmark
                  aria-hidden
                  className={`size-4 shrink-0 text-muted ${one.address === here ? "fill-current" : ""}`}
                />
                <span className="flex min-w-0 flex-col">
                  <span className="wrap-anywhere">{one.name}</span>
                  {one.address === here ? <span className="text-xs text-muted">On screen now</span> : null}
                </span>
              </Dropdown.Item>
            ))}
            <Dropdown.Item id="save" textValue="Save this search">
              <BookmarkPlus aria-hidden className="size-4 shrink-0 text-muted" />
              <span className="flex flex-col">
                Save this search…
                {canSave ? null : <span className="text-xs">Search or filter first</span>}
              </span>
            </Dropdown.Item>
            {searches.length > 0 ? (
              <Dropdown.Item id="tidy" textValue="Rename or remove">
                <Pencil aria-hidden className="size-4 shrink-0 text-muted" />
                Rename or remove…
              </Dropdown.Item>
            ) : null}
          </Dropdown.Menu>
        </Dropdown.Popover>
      </Dropdown>
      <RenameDialog
        isOpen={asks === "name"}
        onOpenChange={(isOpen) => setAsks(isOpen ? "name" : null)}
        title="Save this search"
        name=""
        suggestion={filter.q ?? ""}
        action="Save"
        onRename={(name) => work.save(name, here)}
      />
      <SearchesDialog isOpen={asks === "list"} onClose={() => setAsks(null)} searches={searches} work={work} />
    </>
  );
}
