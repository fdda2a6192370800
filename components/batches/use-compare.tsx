"use client";

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { CompareActions } from "#components/batches/compare-actions";
import { showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { useWatchClosely } from "#lib/client/activity";
import { comparisonQuery, pairsKey, pairsQuery } from "#lib/client/compare-queries";
import type { Pair, PairPage } from "#lib/summaries/compare-view";

const SILENT = "Mailgist did not answer. Please try again.";

/** Two batches' pairs as one list, with what they come to. The list is read again once a choice for all has ended. */
export function useComparison(left: number, right: number, onlyDifferent: boolean) {
  const client = useQueryClient();
  const totals = useQuery(comparisonQuery(left, right));
  const pairs = useInfiniteQuery({ ...pairsQuery(left, right, onlyDifferent), gcTime: 0 });
  const rows = useMemo(() => pairs.data?.pages.flatMap((page) => page.rows) ?? [], [pairs.data]);
  const state = totals.data?.pick?.state;
  const isBusy = state === "picking" || state === "undoing";
  useWatchClosely(isBusy);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !isBusy) client.invalidateQueries({ queryKey: pairsKey(left, right) });
    wasBusy.current = isBusy;
  }, [client, isBusy, left, right]);
  const isEmptySoFar = rows.length === 0 && pairs.hasNextPage && !pairs.isFetching && !pairs.isError;
  const { fetchNextPage } = pairs;
  // A page of differences may be empty although more pages follow.
  useEffect(() => {
    if (isEmptySoFar) fetchNextPage();
  }, [isEmptySoFar, fetchNextPage]);
  return { totals, pairs, rows };
}

/** Choosing between two batches, for one email or all. Each choice can be undone. */
export function useCompareWork(actions: CompareActions, left: number, right: number) {
  const client = useQueryClient();
  return useMemo(() => {
    async function run<R>(work: Promise<ActionResult<R>>): Promise<{ value: R } | null> {
      const result = await work.catch(() => null);
      await client.invalidateQueries(comparisonQuery(left, right));
      if (result?.ok) return { value: result.value };
      showProblem(result === null ? SILENT : result.message);
      return null;
    }
    const show = (changed: Pair) =>
      client.setQueriesData<InfiniteData<PairPage>>({ queryKey: pairsKey(left, right) }, (known) => {
        const replace = (pair: Pair) => (pair.emailId === changed.emailId ? changed : pair);
        return known && { ...known, pages: known.pages.map((page) => ({ ...page, rows: page.rows.map(replace) })) };
      });
    return {
      async pick(pair: Pair, side: "left" | "right") {
        const { id } = pair[side];
        if (!(await run(actions.pick({ id, isPicked: true })))) return;
        const inUse = (of: "left" | "right") => ({ ...pair[of], isCurrent: of === side });
        show({ ...pair, left: inUse("left"), right: inUse("right") });
        showUndo("This is the email’s summary now.", async () => {
          if (await run(actions.pick({ id, isPicked: false }))) show(pair);
        });
      },
      async pickAll(batchId: number, otherId: number, name: string) {
        const done = await run(actions.pickAll({ batchId, otherId }));
        if (done) showUndo(`“${name}” is being put in use.`, () => run(actions.undoPickAll(done.value)));
      },
      undoPickAll: (id: number) => run(actions.undoPickAll({ id })),
    };
  }, [client, actions, left, right]);
}

export type CompareWork = ReturnType<typeof useCompareWork>;
