"use client";
import { useQueryClient } from "@tanstack/react-query";
import type { DatasetActions } from "#components/datasets/actions";
import { showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { STORED } from "#lib/client/stored";

const SILENT = "Mailgist does not answer, so nothing was changed. Is it still running on this computer?";

/** Runs a change, shows its sentence when it fails, and looks at everything stored again. Answers whether it worked. */
export function useRun() {
  const client = useQueryClient();
  return async (change: () => Promise<ActionResult<unknown>>): Promise<boolean> => {
    try {
      const result = await change();
      if (!result.ok) showProblem(result.message);
      await client.invalidateQueries({ queryKey: [STORED] });
      return result.ok;
    } catch {
      showProblem(SILENT);
      return false;
    }
  };
}

/** Removing with undo: nothing is asked, everything can be taken back. */
export function useRemoveDataset(actions: DatasetActions) {
  const run = useRun();
  return async (dataset: { id: number; name: string }): Promise<boolean> => {
    const isRemoved = await run(() => actions.remove({ id: dataset.id }));
    if (isRemoved) {
      showUndo(`“${dataset.name}” is in the bin.`, () => {
        run(() => actions.restore({ id: dataset.id }));
      });
    }
    return isRemoved;
  };
}

/** Renaming; answers a sentence that says why not, or undefined when it worked. */
export function useRenameDataset(actions: DatasetActions) {
  const client = useQueryClient();
  return async (dataset: { id: number }, name: string): Promise<string | undefined> => {
    try {
      const result = await actions.rename({ id: dataset.id, name });
      await client.invalidateQueries({ queryKey: [STORED] });
      return result.ok ? undefined : result.message;
    } catch {
      return SILENT;
    }
  };
}
