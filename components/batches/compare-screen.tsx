"use client";

import { Button } from "@heroui/react/button";
import { Skeleton } from "@heroui/react/skeleton";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import type { CompareActions } from "#components/batches/compare-actions";
import { CompareFacts } from "#components/batches/compare-facts";
import { compareNames } from "#components/batches/compare-names";
import { PairList } from "#components/batches/pair-list";
import { useCompareWork, useComparison } from "#components/batches/use-compare";
import { SwitchRow } from "#components/prompts/switch-row";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { PageHeader } from "#components/ui/page-header";
import { Panel } from "#components/ui/panel";
import type { BatchView } from "#lib/batches/view";
import { useFormat } from "#lib/client/format";

type Props = { left: BatchView; right: BatchView; actions: CompareActions };

/** Two batches over the same dataset side by side: what each cost and got right, and their summaries email by email. */
export function CompareScreen({ left, right, actions }: Props) {
  const [onlyDifferent, setOnlyDifferent] = useQueryState("different", parseAsBoolean.withDefault(false));
  const { totals, pairs, rows } = useComparison(left.id, right.id, onlyDifferent);
  const work = useCompareWork(actions, left.id, right.id);
  const format = useFormat();
  const known = totals.data;
  const names = compareNames(left, right);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        eyebrow={
          <>
            {"Batch "}
            <Link href={`/batches/${left.id}`} className="text-link font-normal">
              {left.name}
            </Link>
            {" of "}
            <Link href={`/datasets/${left.datasetId}`} className="text-link font-normal">
              {left.datasetName}
            </Link>
          </>
        }
        title="Compare two batches"
        description="The same emails, summarised twice. What you use is what lists, search and exports show; the other stays under Versions."
      />
      <Panel title="Side by side">
        <CompareFacts left={left} right={right} names={names} totals={known} work={work} />
      </Panel>
      <section aria-labelledby="pairs-title" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end justify-between gap-3">
          <div>
            <h2 id="pairs-title" className="text-lg font-semibold">
              Email by email
            </h2>
            <p aria-live="polite" className="text-sm text-muted numbers">
              {known
                ? `${format.number(known.different)} of ${format.count(known.pairs, "email")} have different summaries.`
                : "Comparing…"}
            </p>
          </div>
          <SwitchRow
            name="Only where they differ"
            about="Leaves out emails with the same text twice"
            isOn={onlyDifferent}
            onChange={(isOn) => setOnlyDifferent(isOn || null)}
          />
        </div>
        {pairs.isPending ? <Skeleton className="h-40 w-full rounded-xl" /> : null}
        {pairs.isError && !pairs.isFetchNextPageError ? (
          <div className="panel">
            <ErrorState title="These batches could not be compared" onRetry={() => pairs.refetch()}>
              {pairs.error.message}
            </ErrorState>
          </div>
        ) : null}
        {pairs.data && rows.length === 0 && !pairs.hasNextPage ? (
          <div className="panel">
            <EmptyState icon={GitCompareArrows} title={onlyDifferent ? "No difference" : "No email in common"}>
              {onlyDifferent
                ? "Both batches wrote the same about every email they share."
                : "These batches have no finished email in common yet."}
            </EmptyState>
          </div>
        ) : null}
        <PairList
          rows={rows}
          names={names}
          work={work}
          hasMore={pairs.hasNextPage && !pairs.isFetchNextPageError && !pairs.isFetchingNextPage}
          onMore={pairs.fetchNextPage}
        />
        {pairs.isFetchingNextPage ? <p className="py-3 text-center text-sm text-muted">Reading more…</p> : null}
        {pairs.isFetchNextPageError ? (
          <div role="alert" className="flex flex-wrap items-center justify-center gap-3 py-3 text-sm">
            The next emails could not be read.
            <Button size="sm" variant="outline" onPress={() => pairs.fetchNextPage()}>
              Try again
            </Button>
          </div>
        ) : null}
      </section>
    </div>
  );
}
