"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Tags } from "lucide-react";
import { useState } from "react";
import { TidyTags } from "#components/summaries/tidy-tags";
import type { TagWork } from "#components/summaries/use-tag-work";
import { useFormat } from "#lib/client/format";
import { facetsQuery } from "#lib/client/summary-queries";
import type { SummaryFilter, TagFacet } from "#lib/summaries/view";

type Props = { filter: SummaryFilter; onChange: (change: Partial<SummaryFilter>) => void; work: TagWork };

const FEW = 10;

/** The tags of what the list shows, with counts. Several narrow it to what has all of them. Nothing where nothing is tagged. */
export function TagFacets({ filter, onChange, work }: Props) {
  const facets = useQuery(facetsQuery(filter)).data;
  const [showsAll, setShowsAll] = useState(false);
  const [isTidying, setTidying] = useState(false);
  if (!facets || facets.tags.length + facets.chosen.length === 0) return null;
  const chosen = filter.tags ?? [];
  const shown = [...facets.chosen, ...(showsAll ? facets.tags : facets.tags.slice(0, FEW))];
  const more = facets.tags.length - FEW;
  const toggle = (tag: TagFacet, isOn: boolean) =>
    onChange({ tags: isOn ? facets.chosen.map(({ id }) => id).filter((id) => id !== tag.id) : [...chosen, tag.id] });
  return (
    <section aria-label="Tags" className="flex flex-wrap items-center gap-2">
      <ul className="contents">
        {shown.map((tag) => {
          const isOn = facets.chosen.includes(tag);
          return (
            <li key={tag.id} className="max-w-full">
              <Facet tag={tag} isOn={isOn} onPress={() => toggle(tag, isOn)} />
            </li>
          );
        })}
      </ul>
      {more > 0 ? (
        <Button size="sm" variant="ghost" aria-expanded={showsAll} onPress={() => setShowsAll(!showsAll)}>
          {showsAll ? "Fewer tags" : `${more} more`}
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" onPress={() => setTidying(true)}>
        <Tags aria-hidden />
        Tidy tags
      </Button>
      {facets.isCapped ? (
        <p className="basis-full text-xs text-muted">Tags are counted in the newest 2,000 of what matches.</p>
      ) : null}
      <TidyTags isOpen={isTidying} onOpenChange={setTidying} work={work} />
    </section>
  );
}

function Facet({ tag, isOn, onPress }: { tag: TagFacet; isOn: boolean; onPress: () => void }) {
  const format = useFormat();
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className={`inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border px-3 py-0.5 text-[0.8125rem] outline-none focus-visible:ring-2 focus-visible:ring-focus focus-visible:ring-offset-2 focus-visible:ring-offset-background ${isOn ? "border-accent bg-accent-soft font-medium text-accent-soft-foreground" : "border-border bg-surface hover:bg-surface-secondary"}`}
    >
      <span dir="auto" className="truncate">
        {tag.name}
      </span>
      <span className={`numbers ${isOn ? "" : "text-muted"}`}>{format.number(tag.count)}</span>
    </button>
  );
}
