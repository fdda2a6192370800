"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { TagActions } from "#components/summaries/tag-actions";
import { showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { STORED } from "#lib/client/stored";
import type { TagRef } from "#lib/summaries/view";

/** What people do with tags. Each is done at once, shown everywhere, and can be undone; a problem comes back as a sentence. */
export type TagWork = {
  rename: (tag: TagRef, name: string) => Promise<string | undefined>;
  merge: (tag: TagRef, into: TagRef) => Promise<string | undefined>;
  remove: (tag: TagRef) => Promise<string | undefined>;
  add: (summaryId: number, name: string) => Promise<string | undefined>;
  takeOff: (summaryId: number, tag: TagRef) => Promise<string | undefined>;
  dismiss: (tag: TagRef, other: TagRef) => Promise<string | undefined>;
};

const SILENT = "Mailgist did not answer. Please try again.";

export function useTagWork(actions: TagActions): TagWork {
  const client = useQueryClient();
  return useMemo(() => {
    const readAgain = () =>
      Promise.all([STORED, "summaries"].map((key) => client.invalidateQueries({ queryKey: [key] })));
    async function run<R>(work: Promise<ActionResult<R>>): Promise<{ value: R } | string> {
      const result = await work.catch(() => null);
      await readAgain();
      if (result === null) return SILENT;
      return result.ok ? { value: result.value } : result.message;
    }
    async function change(work: ReturnType<TagActions["remove"]>, words: string): Promise<string | undefined> {
      const done = await run(work);
      if (typeof done === "string") return done;
      const { changeId } = done.value;
      showUndo(words, async () => {
        const undone = await run(actions.undo({ changeId }));
        if (typeof undone === "string") showProblem(undone);
      });
      return undefined;
    }
    return {
      rename: (tag, name) => change(actions.rename({ id: tag.id, name }), `“${tag.name}” is now “${name}”.`),
      merge: (tag, into) =>
        change(actions.merge({ id: tag.id, otherId: into.id }), `“${tag.name}” is now part of “${into.name}”.`),
      remove: (tag) =>
        change(actions.remove({ id: tag.id }), `“${tag.name}” is removed everywhere, and stays away in later answers.`),
      add: (summaryId, name) => change(actions.add({ summaryId, name }), `“${name}” is added.`),
      takeOff: (summaryId, tag) =>
        change(actions.takeOff({ summaryId, id: tag.id }), `“${tag.name}” is taken off this summary.`),
      dismiss: (tag, other) =>
        change(
          actions.dismiss({ id: tag.id, otherId: other.id }),
          `“${tag.name}” and “${other.name}” are kept apart and not suggested again.`,
        ),
    };
  }, [client, actions]);
}
