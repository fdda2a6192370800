"use client";

import { Button } from "@heroui/react/button";
import { Skeleton } from "@heroui/react/skeleton";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useEffect } from "react";
import type { SummaryActions } from "#components/summaries/actions";
import { HiddenNotice, LongNotice } from "#components/summaries/hidden-notice";
import { MailView } from "#components/summaries/mail-view";
import { SummaryFields } from "#components/summaries/summary-fields";
import { SummaryText } from "#components/summaries/summary-text";
import type { TagWork } from "#components/summaries/use-tag-work";
import { ErrorState } from "#components/ui/error-state";
import { ReadError } from "#lib/client/read";
import { summaryQuery } from "#lib/client/summary-queries";
import type { SummaryRow, SummaryView } from "#lib/summaries/view";

export type PanelProps = {
  id: number;
  /** The list's row of it: shown at once, while the email is on its way. */
  row: SummaryRow | undefined;
  first: SummaryView | null;
  terms: readonly string[];
  actions: SummaryActions;
  previous: SummaryRow | undefined;
  next: SummaryRow | undefined;
  onOpen: (id: number) => void;
  /** Shows what is like it. */
  onLike: (id: number) => void;
  onClose: () => void;
  tagWork: TagWork;
};

/** A summary beside its whole email, with the way to the ones before and after. */
export function SummaryPanel(props: PanelProps) {
  const { id, first, terms, actions, previous, next, onOpen, onLike, onClose, tagWork } = props;
  const query = useQuery({ ...summaryQuery(id), initialData: first?.id === id ? first : undefined });
  usePrefetch(next?.id);
  const row = query.data ?? props.row;
  return (
    <div className="@container/panel flex min-h-0 flex-1 flex-col">
      <header className="flex items-start gap-2 border-b border-separator py-3 ps-5 pe-3">
        <div className="min-w-0 flex-1 pt-1">
          <h2 className="line-clamp-2 text-base leading-snug font-semibold wrap-anywhere">
            {row ? row.subject || "No subject" : "Summary"}
          </h2>
          {row ? <p className="mt-0.5 truncate text-sm text-muted">{row.sender || "No sender"}</p> : null}
        </div>
        <Step label="Previous summary" hint="k" to={previous?.id} onOpen={onOpen} Icon={ChevronUp} />
        <Step label="Next summary" hint="j" to={next?.id} onOpen={onOpen} Icon={ChevronDown} />
        <Button isIconOnly size="sm" variant="ghost" aria-label="Close" onPress={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <section
        key={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller that the keyboard must reach
        tabIndex={0}
        aria-label="Summary and email"
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5 @2xl/panel:grid @2xl/panel:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] @2xl/panel:items-start @2xl/panel:gap-6"
      >
        {row ? (
          <div className="mb-6 rounded-xl bg-surface-secondary p-4 @2xl/panel:sticky @2xl/panel:top-0 @2xl/panel:mb-0">
            <SummaryText row={row} view={query.data} terms={terms} actions={actions} onOpen={onOpen} onLike={onLike} />
            <SummaryFields row={row} fields={query.data?.fields ?? null} work={tagWork} />
          </div>
        ) : null}
        {query.data ? (
          <div className="flex min-w-0 flex-col gap-4">
            {query.data.email.hiddenText ? <HiddenNotice text={query.data.email.hiddenText} /> : null}
            {query.data.email.isLong ? <LongNotice /> : null}
            <MailView mail={query.data.email} terms={terms} />
          </div>
        ) : null}
        {query.data ? null : (
          <div className={row ? "" : "col-span-full"}>
            {query.isError ? (
              <Missing error={query.error} onRetry={() => query.refetch()} />
            ) : (
              <Loading hasRow={row !== undefined} />
            )}
          </div>
        )}
      </section>
    </div>
  );
}

type StepProps = {
  label: string;
  hint: string;
  to: number | undefined;
  onOpen: (id: number) => void;
  Icon: typeof ChevronUp;
};

function Step({ label, hint, to, onOpen, Icon }: StepProps) {
  return (
    <Button
      isIconOnly
      size="sm"
      variant="ghost"
      aria-label={label}
      aria-keyshortcuts={hint}
      isDisabled={to === undefined}
      onPress={() => {
        if (to !== undefined) onOpen(to);
      }}
    >
      <Icon aria-hidden />
    </Button>
  );
}

function Loading({ hasRow }: { hasRow: boolean }) {
  return (
    <section aria-label="The email is being read" aria-busy className="flex flex-col gap-3">
      {hasRow ? null : <Skeleton className="mb-3 h-28 rounded-xl" />}
      <Skeleton className="h-4 w-2/3 rounded-md" />
      <Skeleton className="h-4 w-1/2 rounded-md" />
      <Skeleton className="mt-3 h-40 rounded-md" />
    </section>
  );
}

function Missing({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof ReadError && error.status === 404) {
    return (
      <ErrorState title="This summary is gone">
        It was removed, or the link is not quite right. The others are still here.
      </ErrorState>
    );
  }
  return (
    <ErrorState title="The email could not be read" onRetry={onRetry}>
      {error.message}
    </ErrorState>
  );
}

/** The next one is read ahead, so that going through a list never waits. */
function usePrefetch(id: number | undefined) {
  const client = useQueryClient();
  useEffect(() => {
    if (id !== undefined) client.prefetchQuery(summaryQuery(id));
  }, [client, id]);
}
