"use client";

import { useMemo } from "react";
import type { SummaryActions } from "#components/summaries/actions";
import { useSummaryAddress } from "#components/summaries/address";
import { ExportMenu } from "#components/summaries/export-menu";
import { searchTerms } from "#components/summaries/marks";
import { PAGE_SIZE } from "#components/summaries/page-size";
import { PanelFrame } from "#components/summaries/panel-frame";
import { MeaningLine, RelatedSection } from "#components/summaries/related-section";
import { SavedSearches } from "#components/summaries/saved-searches";
import { SearchHead } from "#components/summaries/search-head";
import { SummaryList, shownRows, useShowsAll } from "#components/summaries/summary-list";
import type { TagActions } from "#components/summaries/tag-actions";
import { TagFacets } from "#components/summaries/tag-facets";
import { useRelated } from "#components/summaries/use-related";
import type { SearchActions } from "#components/summaries/use-search-work";
import { type FirstSummaries, useSummaries } from "#components/summaries/use-summaries";
import { useTagWork } from "#components/summaries/use-tag-work";
import { ButtonLink } from "#components/ui/button-link";
import { Choice } from "#components/ui/choice";
import { PageHeader } from "#components/ui/page-header";
import { withQuery } from "#lib/client/read";
import { correctedQuery } from "#lib/search/why";
import { SUMMARY_SORTS } from "#lib/summaries/filter";
import type { SummarySort, SummaryView } from "#lib/summaries/view";

const SORT_WORDS: Record<SummarySort, string> = {
  best: "Best match",
  newest: "Newest first",
  "date-desc": "Date, newest",
  "date-asc": "Date, oldest",
  sender: "Sender",
  subject: "Subject",
};

const ONLY_EXACT = "All emails with the words of your search. What is related by meaning is not in the file.";

type Props = {
  first: FirstSummaries;
  firstOpen: SummaryView | null;
  actions: SummaryActions;
  tagActions: TagActions;
  searchActions: SearchActions;
};

/** The summaries page: search, narrow, sort, read beside the email, export. The address holds all of it. */
export function SummariesScreen({ first, firstOpen, actions, tagActions, searchActions }: Props) {
  const tagWork = useTagWork(tagActions);
  const address = useSummaryAddress();
  const { filter, sort, open, like, setFilter, setSort, setOpen, setLike } = address;
  const related = useRelated(filter, like);
  const list = useSummaries(filter, sort, PAGE_SIZE, first);
  const [showsAll, setShowsAll] = useShowsAll(filter.q);
  const exact = useMemo(() => shownRows({ list, sort, filter, like, showsAll }), [list, sort, filter, like, showsAll]);
  const shown = useMemo(() => [...exact, ...related.rows], [exact, related.rows]);
  const corrections = list.first?.corrections ?? [];
  const terms = useMemo(() => searchTerms(correctedQuery(filter.q ?? "", corrections)), [filter.q, corrections]);
  const openIndex = open === null ? -1 : shown.findIndex((row) => row.id === open);
  const hasRows = list.rows.length > 0;
  // What is only near in meaning is no filter's answer: exactly these rows are exported.
  const near = exact.length === 0 ? related.rows.map((row) => row.id) : [];
  const hasNothing = list.first !== undefined && !hasRows && Object.keys(filter).length === 0;

  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title="Summaries"
        description="Search, read beside the email, and export what you see."
        actions={hasNothing ? null : <ButtonLink href={withQuery("/insight", { ...filter })}>Insight</ButtonLink>}
      />
      {hasNothing ? null : (
        <SearchHead
          address={address}
          placeholder="Search by word or by meaning"
          tools={
            <>
              <Choice
                isQuiet
                label="Sort by"
                className="min-w-36 flex-1 sm:w-40 sm:flex-none"
                items={SUMMARY_SORTS.filter((id) => id !== "best" || filter.q).map((id) => ({
                  id,
                  name: SORT_WORDS[id],
                }))}
                value={sort}
                onChange={(id) => setSort(id as SummarySort)}
              />
              <SavedSearches address={address} actions={searchActions} />
              <ExportMenu
                filter={filter}
                sort={sort}
                rows={near.length > 0 ? near : undefined}
                isDisabled={exact.length === 0 && near.length === 0}
                note={exact.length > 0 && related.rows.length > 0 ? ONLY_EXACT : undefined}
              />
            </>
          }
        >
          <TagFacets filter={filter} onChange={setFilter} work={tagWork} />
          <MeaningLine progress={related.progress} />
        </SearchHead>
      )}
      <div className="flex items-start gap-5">
        <div className="flex min-w-0 flex-1 flex-col gap-6">
          {like === null ? (
            <SummaryList
              list={list}
              rows={exact}
              address={address}
              onShowAll={() => setShowsAll(true)}
              hasRelated={related.rows.length > 0}
            />
          ) : null}
          <RelatedSection related={related} address={address} />
        </div>
        {open === null ? null : (
          <PanelFrame
            id={open}
            row={shown[openIndex]}
            first={firstOpen}
            terms={terms}
            actions={actions}
            previous={openIndex < 0 ? undefined : shown[openIndex - 1]}
            next={openIndex < 0 ? undefined : shown[openIndex + 1]}
            onOpen={setOpen}
            onLike={setLike}
            onClose={() => setOpen(null)}
            tagWork={tagWork}
          />
        )}
      </div>
    </div>
  );
}
