"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { BatchActions, RetryWish } from "#components/batches/actions";
import { showNotice, showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { STORED } from "#lib/client/stored";

type Named = { id: number; name: string };

/** The actions with what follows each: everything shown is read again, and people are told, with Undo where there is one. */
export function useBatchWork(actions: BatchActions) {
  const client = useQueryClient();
  return useMemo(() => {
    /** Answers the sentence that says why not, or undefined when it worked. */
    async function run(work: () => Promise<ActionResult<unknown>>): Promise<string | undefined> {
      const result = await work().catch(() => null);
      await client.invalidateQueries({ queryKey: [STORED] });
      // Which summaries are current may have changed with it.
      await client.invalidateQueries({ queryKey: ["summaries"] });
      if (result === null) return "Mailgist did not answer. Please try again.";
      return result.ok ? undefined : result.message;
    }
    async function restore(batch: Named) {
      const problem = await run(() => actions.restore({ id: batch.id }));
      if (problem) showProblem(problem);
      else showNotice(`“${batch.name}” is back.`);
    }
    async function takeUp(batch: Named, cause: string) {
      const problem = await run(() => actions.settle({ id: batch.id, cause, isSettled: false }));
      if (problem) showProblem(problem);
    }
    return {
      restore,
      cancel: (batch: Named) => run(() => actions.cancel({ id: batch.id })),
      retry: (batch: Named, wish: RetryWish = {}) => run(() => actions.retry({ id: batch.id, ...wish })),
      async retryVectors(batch: Named) {
        const problem = await run(() => actions.retryVectors({ id: batch.id }));
        if (problem) showProblem(problem);
      },
      takeUp,
      /** Leaves the problems of a cause as they are. `emails`: how many, as they are read. */
      async leave(batch: Named, cause: string, emails: string) {
        const problem = await run(() => actions.settle({ id: batch.id, cause, isSettled: true }));
        if (problem) showProblem(problem);
        else showUndo(`${emails} left without a summary.`, () => takeUp(batch, cause));
      },
      rename: (batch: Named, name: string) => run(() => actions.rename({ id: batch.id, name })),
      async remove(batch: Named): Promise<boolean> {
        const problem = await run(() => actions.remove({ id: batch.id }));
        if (problem) showProblem(problem);
        else showUndo(`“${batch.name}” is in the bin, with its summaries.`, () => restore(batch));
        return problem === undefined;
      },
    };
  }, [client, actions]);
}

export type BatchWork = ReturnType<typeof useBatchWork>;
