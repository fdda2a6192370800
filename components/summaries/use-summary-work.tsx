"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SummaryActions } from "#components/summaries/actions";
import { showNotice, showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { STORED } from "#lib/client/stored";
import type { SummaryRow } from "#lib/summaries/view";

type Seen = Pick<SummaryRow, "id" | "revision">;
type Reviewed = Seen & Pick<SummaryRow, "reviewedAt" | "reviewedBy">;
const RATED = { "1": "Rated good.", "-1": "Rated bad." };

/** The actions with what follows each: everything shown is read again, and people are told, with Undo. */
export function useSummaryWork(actions: SummaryActions) {
  const client = useQueryClient();
  return useMemo(() => {
    async function run<R>(work: () => Promise<ActionResult<R>>): Promise<ActionResult<R>> {
      const failed = { ok: false, code: "unavailable", message: "Mailgist did not answer. Please try again." } as const;
      const result = await work().catch(() => failed);
      await client.invalidateQueries({ queryKey: [STORED] });
      await client.invalidateQueries({ queryKey: ["summaries"] });
      return result;
    }
    /** Runs, and tells what did not work; answers the value, or null. */
    async function tell<R>(work: () => Promise<ActionResult<R>>): Promise<{ value: R } | null> {
      const result = await run(work);
      if (result.ok) return { value: result.value };
      showProblem(result.message);
      return null;
    }
    async function undo(seen: Seen) {
      if (await tell(() => actions.undoEdit(seen))) showNotice("The text before is back.");
    }
    const offerUndo = (words: string, id: number, revision: number) => showUndo(words, () => undo({ id, revision }));
    return {
      /** Answers why not, or null when it was saved. */
      async edit(seen: Seen, text: string): Promise<{ code: string; message: string } | null> {
        const result = await run(() => actions.edit({ id: seen.id, revision: seen.revision, text }));
        if (!result.ok) return result;
        const isChanged = result.value.revision !== seen.revision;
        if (isChanged) offerUndo("Your correction is saved.", seen.id, result.value.revision);
        return null;
      },
      async restore(seen: Seen, editId: number) {
        const done = await tell(() => actions.restoreEdit({ ...seen, editId }));
        if (done) offerUndo("That text is back.", seen.id, done.value.revision);
      },
      async review({ id, revision, reviewedAt, reviewedBy }: Reviewed, isReviewed: boolean) {
        const done = await tell(() => actions.review({ id, revision, isReviewed }));
        const words = isReviewed ? "Marked as reviewed." : "No longer marked as reviewed.";
        const was = reviewedAt === null ? {} : { was: { at: reviewedAt, who: reviewedBy } };
        if (done) showUndo(words, () => tell(() => actions.review({ id, revision, isReviewed: !isReviewed, ...was })));
      },
      async rate({ id, rating }: Pick<SummaryRow, "id" | "rating">, next: 1 | -1 | null) {
        const before = rating === 1 || rating === -1 ? rating : null;
        const done = await tell(() => actions.rate({ id, rating: next }));
        const words = next === null ? "The rating is taken back." : RATED[next];
        if (done) showUndo(words, () => tell(() => actions.rate({ id, rating: before })));
      },
      async pick(id: number) {
        const done = await tell(() => actions.pick({ id, isPicked: true }));
        if (done) showUndo("This is the email's summary now.", () => tell(() => actions.pick({ id, isPicked: false })));
      },
    };
  }, [client, actions]);
}

export type SummaryWork = ReturnType<typeof useSummaryWork>;
