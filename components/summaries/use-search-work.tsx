"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { showNotice, showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { savedSearchesQuery } from "#lib/client/summary-queries";
import type { SavedSearch } from "#lib/summaries/view";

/** What can be done with saved searches; the page hands these down from app/summaries/search-actions.ts. */
export type SearchActions = {
  save: (input: { name: string; address: string }) => Promise<ActionResult<unknown>>;
  rename: (input: { id: number; name: string }) => Promise<ActionResult<unknown>>;
  remove: (input: { id: number }) => Promise<ActionResult<unknown>>;
  restore: (input: { id: number }) => Promise<ActionResult<unknown>>;
};

const SILENT = "Mailgist did not answer. Please try again.";

/** Each is done at once and shown; `save` and `rename` answer a sentence that says why not. */
export function useSearchWork(actions: SearchActions) {
  const client = useQueryClient();
  return useMemo(() => {
    async function run(work: Promise<ActionResult<unknown>>): Promise<string | undefined> {
      const result = await work.catch(() => null);
      await client.invalidateQueries(savedSearchesQuery());
      if (result === null) return SILENT;
      return result.ok ? undefined : result.message;
    }
    async function tell(work: Promise<ActionResult<unknown>>): Promise<boolean> {
      const problem = await run(work);
      if (problem) showProblem(problem);
      return !problem;
    }
    return {
      async save(name: string, address: string): Promise<string | undefined> {
        const problem = await run(actions.save({ name, address }));
        if (!problem) showNotice(`“${name}” is saved, for everybody who uses this Mailgist.`);
        return problem;
      },
      rename: ({ id }: SavedSearch, name: string) => run(actions.rename({ id, name })),
      async remove({ id, name }: SavedSearch) {
        if (await tell(actions.remove({ id }))) showUndo(`“${name}” is removed.`, () => tell(actions.restore({ id })));
      },
    };
  }, [client, actions]);
}

export type SearchWork = ReturnType<typeof useSearchWork>;
