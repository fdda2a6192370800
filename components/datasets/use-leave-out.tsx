"use client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import type { LeaveOutActions, WhichEmails } from "#components/datasets/actions";
import { showProblem, showUndo } from "#components/ui/toast";
import type { ActionResult } from "#lib/action";
import { datasetQuery, emailQuery, emailsKey } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

const SILENT = "That was not saved: Mailgist does not answer. Is it still running on this computer?";

/**
 * Leaves emails out or takes them back in. The screen changes at once and is put right by what the server says;
 * `changed` is how many emails change when that is known. What was not ticked one by one can be undone.
 */
export function useLeaveOut(dataset: DatasetView, actions: LeaveOutActions) {
  const client = useQueryClient();
  const format = useFormat();
  const key = emailsKey(dataset.id);

  async function readAgain(isListKnown: boolean) {
    if (!isListKnown) await client.invalidateQueries({ queryKey: key });
    await client.invalidateQueries({ queryKey: datasetQuery(dataset.id).queryKey });
  }

  async function undo(choice: { choiceId: number; leftOut: boolean }) {
    await answered(() => actions.undo({ datasetId: dataset.id, ...choice }));
    await readAgain(false);
  }

  return async (which: WhichEmails, leftOut: boolean, changed: number | null) => {
    await client.cancelQueries({ queryKey: key });
    client.setQueriesData<InfiniteData<EmailPage>>(
      { queryKey: key },
      (data) => data && markPages(data, which, leftOut),
    );
    for (const id of which.emailIds ?? []) {
      client.setQueryData(emailQuery(id).queryKey, (email) => email && { ...email, leftOut });
    }
    client.setQueryData(
      datasetQuery(dataset.id).queryKey,
      (known) => known && countAnew(known, which, leftOut, changed),
    );
    const done = await answered(() => actions.leaveOut({ datasetId: dataset.id, ...which, leftOut }));
    if (done && !which.emailIds && done.changed > 0) {
      const words = `${format.count(done.changed, "email")} ${leftOut ? "left out" : "taken back in"}.`;
      showUndo(words, () => undo({ choiceId: done.choiceId, leftOut }));
    }
    await readAgain(done !== null && which.emailIds !== undefined);
  };
}

/** What an action answers; null, with its sentence shown, when it did not work. */
async function answered<R>(run: () => Promise<ActionResult<R>>): Promise<R | null> {
  try {
    const result = await run();
    if (result.ok) return result.value;
    showProblem(result.message);
  } catch {
    showProblem(SILENT);
  }
  return null;
}

function markPages(data: InfiniteData<EmailPage>, which: WhichEmails, leftOut: boolean): InfiniteData<EmailPage> {
  // What is under a filter is the server's to say; those rows are read again.
  if (!which.all && !which.emailIds) return data;
  const ids = which.emailIds ? new Set(which.emailIds) : null;
  const pages = data.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => (ids === null || ids.has(row.id) ? { ...row, leftOut } : row)),
  }));
  return { ...data, pages };
}

function countAnew(dataset: DatasetView, which: WhichEmails, leftOut: boolean, changed: number | null): DatasetView {
  if (which.all) return { ...dataset, leftOutCount: leftOut ? dataset.emailCount : 0 };
  if (changed === null) return dataset;
  const leftOutCount = dataset.leftOutCount + (leftOut ? changed : -changed);
  return { ...dataset, leftOutCount: Math.max(0, Math.min(dataset.emailCount, leftOutCount)) };
}
