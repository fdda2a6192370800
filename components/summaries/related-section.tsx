"use client";

import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Sparkles, X } from "lucide-react";
import Link from "next/link";
import { useCallback, useId } from "react";
import type { SummaryAddress } from "#components/summaries/address";
import { SummariesTable } from "#components/summaries/summaries-table";
import { TableSkeleton } from "#components/summaries/table-skeleton";
import type { Related } from "#components/summaries/use-related";
import { ErrorState } from "#components/ui/error-state";
import { useFormat } from "#lib/client/format";
import { summaryQuery } from "#lib/client/summary-queries";
import { howNear } from "#lib/search/why";
import { formatFilter } from "#lib/summaries/filter";
import type { MeaningProgress, RelatedRow, RelatedView, SummaryRow } from "#lib/summaries/view";

type Props = { related: Related; address: SummaryAddress };

/** What is near in meaning, below the exact hits or, for "more like this", by itself. Nothing without a search. */
export function RelatedSection({ related, address }: Props) {
  const { query, rows, isAsked, isStale } = related;
  const { filter, sort, open, like, setOpen, setLike } = address;
  const heading = useId();
  const format = useFormat();
  const openRow = useCallback((row: SummaryRow) => setOpen(row.id), [setOpen]);
  const whyOf = useCallback((row: RelatedRow) => howNear(row.similarity, (share) => format.percent(share)), [format]);
  if (!isAsked) return null;
  const hrefOf = (row: SummaryRow) =>
    `/summaries?${formatFilter(filter, sort)}${like === null ? "" : `&like=${like}`}&open=${row.id}`;
  return (
    <section aria-labelledby={heading} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id={heading} className="flex items-center gap-2 text-base font-semibold">
          <Sparkles aria-hidden className="size-4 text-muted" />
          {like === null ? "Related by meaning" : "More like this"}
        </h2>
        {like === null ? null : (
          <Button size="sm" variant="ghost" onPress={() => setLike(null)}>
            <X aria-hidden />
            Back to all summaries
          </Button>
        )}
      </div>
      {like === null ? null : <LikeWhat id={like} />}
      {query.isPending ? <TableSkeleton rows={2} /> : null}
      {query.isError ? (
        <div className="panel">
          <ErrorState title="The search by meaning failed" onRetry={() => query.refetch()}>
            {query.error.message} The exact hits above are complete.
          </ErrorState>
        </div>
      ) : null}
      {rows.length > 0 ? (
        <SummariesTable
          label="Related by meaning"
          rows={rows}
          whyOf={whyOf}
          openId={open}
          hrefOf={hrefOf}
          onOpen={openRow}
          isStale={isStale}
        />
      ) : null}
      {query.data && rows.length === 0 ? <Nothing view={query.data} isLike={like !== null} /> : null}
    </section>
  );
}

/** Shown while summaries still lack their vectors, and where searches leave this computer: to whom. */
export function MeaningLine({ progress }: { progress: MeaningProgress | undefined }) {
  const format = useFormat();
  if (!progress) return null;
  const { done, total, asks } = progress;
  return (
    <>
      {asks ? (
        <p className="text-sm text-muted">
          What you search for is sent to {asks.name} ({asks.place}), whose model compares meanings.{" "}
          <Link href="/settings#meaning" className="text-link font-normal">
            Change
          </Link>
        </p>
      ) : null}
      {done < total ? (
        <p aria-live="polite" className="numbers text-sm text-muted">
          Preparing search by meaning: {format.number(done)} of {format.number(total)}
        </p>
      ) : null}
    </>
  );
}

function LikeWhat({ id }: { id: number }) {
  const row = useQuery(summaryQuery(id)).data;
  if (!row) return null;
  return (
    <p className="text-sm text-muted">
      Near in meaning to <span className="font-medium text-foreground">{row.subject || "No subject"}</span> from{" "}
      {row.sender || "No sender"}.
    </p>
  );
}

function Nothing({ view, isLike }: { view: RelatedView; isLike: boolean }) {
  return (
    <p role="status" className="panel px-5 py-4 text-sm text-muted">
      {nothingWords(view, isLike)}
    </p>
  );
}

function nothingWords({ state, progress }: RelatedView, isLike: boolean): string {
  const isPreparing = progress !== null && progress.done < progress.total;
  if (state === "off") return "This computer cannot compare meanings, so only words are searched.";
  if (state === "slow" && progress?.asks)
    return `${progress.asks.name} did not answer within a second; so far only words were searched. It is asked again.`;
  if (state === "slow")
    return "Search by meaning is just starting; so far only words were searched. It follows by itself.";
  if (state === "unknown" && isLike && isPreparing)
    return "This summary is still being prepared for search by meaning.";
  if (state === "unknown" && progress?.asks) return "There is nothing in this search that has a meaning.";
  if (state === "unknown") return "Search by meaning knows English only, and none of these words.";
  return isPreparing
    ? "Nothing related so far; more summaries are being prepared."
    : "Nothing is near enough in meaning.";
}
