"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Inbox, ListFilter, Printer } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { ActionsPanel, type MarkAction } from "#components/insight/actions-panel";
import { JudgementPanels, SendersPanel, TagsPanel } from "#components/insight/count-panels";
import { DigestPanel } from "#components/insight/digest-panel";
import { insightHref, listHref } from "#components/insight/hrefs";
import { MapPanel } from "#components/insight/map-panel";
import { VolumePanel } from "#components/insight/volume-panel";
import { useSummaryAddress } from "#components/summaries/address";
import { FilterChips } from "#components/summaries/filter-chips";
import { FilterFields } from "#components/summaries/filter-fields";
import { SearchBox } from "#components/summaries/search-box";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { useFollowInsight, volumeQuery } from "#lib/client/insight-queries";
import type { VolumeView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

type Props = { first: { filter: SummaryFilter; volume: VolumeView }; mark: MarkAction };

/** What a pile of summaries says as a whole, under the same filter and address as the list of summaries. */
export function InsightScreen({ first, mark }: Props) {
  const { filter, setFilter, clearFilter } = useSummaryAddress();
  const [showsFilters, setShowsFilters] = useState(false);
  const readAgain = useFollowInsight();
  const isFirst = JSON.stringify(first.filter) === JSON.stringify(filter);
  const volume = useQuery({ ...volumeQuery(filter), initialData: isFirst ? first.volume : undefined });
  const search = useCallback((q: string) => setFilter({ q }), [setFilter]);
  const total = volume.data?.total ?? 0;
  const isFiltered = Object.keys(filter).length > 0;
  const isEmpty = volume.data !== undefined && !volume.isPlaceholderData && total === 0;

  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Insight"
        description="What these summaries say as a whole. Every number leads to its emails."
        actions={
          isEmpty ? null : (
            <>
              <ButtonLink href={insightHref(filter, true)}>
                <Printer aria-hidden />
                Printable digest
              </ButtonLink>
              <ButtonLink href={listHref(filter)}>List</ButtonLink>
            </>
          )
        }
      />
      {isEmpty && !isFiltered ? (
        <div className="panel">
          <NothingYet />
        </div>
      ) : (
        <>
          <div className="flex flex-col gap-3">
            <div className="flex flex-wrap items-center gap-2">
              <SearchBox value={filter.q ?? ""} onChange={search} className="basis-full sm:basis-72 sm:flex-1" />
              <Button
                variant="secondary"
                aria-expanded={showsFilters}
                aria-controls="insight-filters"
                onPress={() => setShowsFilters(!showsFilters)}
              >
                <ListFilter aria-hidden />
                Filters
              </Button>
            </div>
            <div id="insight-filters" hidden={!showsFilters}>
              {showsFilters ? <FilterFields filter={filter} onChange={setFilter} /> : null}
            </div>
            <FilterChips filter={filter} onChange={setFilter} onClear={clearFilter} />
          </div>
          {isEmpty ? (
            <div className="panel">
              <EmptyState
                icon={Inbox}
                title="No summary matches"
                actions={
                  <Button variant="primary" onPress={clearFilter}>
                    Clear search and filters
                  </Button>
                }
              >
                Without some of these filters there is more to see.
              </EmptyState>
            </div>
          ) : (
            <Pictures filter={filter} total={total} volume={isFirst ? first.volume : undefined}>
              <ActionsPanel filter={filter} mark={mark} onChange={readAgain} />
              <MapPanel filter={filter} onArea={(area) => setFilter({ area })} />
            </Pictures>
          )}
        </>
      )}
    </div>
  );
}

type PicturesProps = { filter: SummaryFilter; total: number; volume?: VolumeView; children: ReactNode };

function Pictures({ filter, total, volume, children }: PicturesProps) {
  return (
    <>
      <VolumePanel filter={filter} first={volume} />
      <div className="gap-5 max-md:-mb-5 md:columns-2 *:mb-5 *:break-inside-avoid">
        <SendersPanel filter={filter} total={total} />
        <TagsPanel filter={filter} total={total} />
        <JudgementPanels filter={filter} />
      </div>
      {children}
      <DigestPanel filter={filter} />
    </>
  );
}

function NothingYet() {
  return (
    <EmptyState
      icon={Inbox}
      title="No summaries yet"
      actions={
        <ButtonLink href="/" variant="primary">
          Try with sample emails
        </ButtonLink>
      }
    >
      Drop emails on the home page and submit them. What they say as a whole appears here by itself.
    </EmptyState>
  );
}
