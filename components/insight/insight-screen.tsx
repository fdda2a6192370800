"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Inbox, Printer } from "lucide-react";
import type { ReactNode } from "react";
import { ActionsPanel, type MarkAction } from "#components/insight/actions-panel";
import { JudgementPanels, SendersPanel, TagsPanel } from "#components/insight/count-panels";
import { DigestPanel } from "#components/insight/digest-panel";
import { insightHref, listHref } from "#components/insight/hrefs";
import { MapPanel } from "#components/insight/map-panel";
import { VolumePanel } from "#components/insight/volume-panel";
import { useSummaryAddress } from "#components/summaries/address";
import { NoSummaries } from "#components/summaries/no-summaries";
import { SearchHead } from "#components/summaries/search-head";
import { ButtonLink } from "#components/ui/button-link";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { useFollowInsight, volumeQuery } from "#lib/client/insight-queries";
import type { VolumeView } from "#lib/insight/view";
import type { SummaryFilter } from "#lib/summaries/view";

type Props = { first: { filter: SummaryFilter; volume: VolumeView }; mark: MarkAction };

/** What a pile of summaries says as a whole, under the same filter and address as the list of summaries. */
export function InsightScreen({ first, mark }: Props) {
  const address = useSummaryAddress();
  const { filter, setFilter, clearFilter } = address;
  const readAgain = useFollowInsight();
  const isFirst = JSON.stringify(first.filter) === JSON.stringify(filter);
  const volume = useQuery({ ...volumeQuery(filter), initialData: isFirst ? first.volume : undefined });
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
          <NoSummaries>What they say as a whole appears here by itself.</NoSummaries>
        </div>
      ) : (
        <>
          <SearchHead address={address} />
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
