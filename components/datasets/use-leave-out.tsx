"use client";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import type { LeaveOut } from "#components/datasets/actions";
import { showProblem } from "#components/ui/toast";
import { datasetQuery, emailQuery, emailsKey } from "#lib/client/queries";
import type { DatasetView, EmailPage } from "#lib/datasets/view";

type Which = { emailIds: number[] } | { all: true } | { q: string };

/**
 * Leaves emails out or takes them back in. The screen changes at once and is put right by what the server says;
 * `changed` is how many emails change when that is known.
 */
export function useLeaveOut(dataset: DatasetView, leaveOut: LeaveOut) {
  const client = useQueryClient();
  const key = emailsKey(dataset.id);
  return async (which: Which, leftOut: boolean, changed: number | null) => {
    await client.cancelQueries({ queryKey: key });
    client.setQueriesData<InfiniteData<EmailPage>>(
      { queryKey: key },
      (data) => data && markPages(data, which, leftOut),
    );
    if ("emailIds" in which) {
      for (const id of which.emailIds) {
        client.setQueryData(emailQuery(id).queryKey, (email) => email && { ...email, leftOut });
      }
    }
    client.setQueryData(
      datasetQuery(dataset.id).queryKey,
      (known) => known && countAnew(known, which, leftOut, changed),
    );
    let isSaved = false;
    try {
      const result = await leaveOut({ datasetId: dataset.id, ...which, leftOut });
      isSaved = result.ok;
      if (!result.ok) showProblem(result.message);
    } catch {
      showProblem("That was not saved: Mailgist does not answer. Is it still running on this computer?");
    }
    if (!isSaved || !("emailIds" in which)) await client.invalidateQueries({ queryKey: key });
    await client.invalidateQueries({ queryKey: datasetQuery(dataset.id).queryKey });
  };
}

function markPages(data: InfiniteData<EmailPage>, which: Which, leftOut: boolean): InfiniteData<EmailPage> {
  // What matches a text is the server's to say; those rows are read again.
  if ("q" in which) return data;
  const ids = "emailIds" in which ? new Set(which.emailIds) : null;
  const pages = data.pages.map((page) => ({
    ...page,
    rows: page.rows.map((row) => (ids === null || ids.has(row.id) ? { ...row, leftOut } : row)),
  }));
  return { ...data, pages };
}

function countAnew(dataset: DatasetView, which: Which, leftOut: boolean, changed: number | null): DatasetView {
  if ("all" in which) return { ...dataset, leftOutCount: leftOut ? dataset.emailCount : 0 };
  if (changed === null) return dataset;
  const leftOutCount = dataset.leftOutCount + (leftOut ? changed : -changed);
  return { ...dataset, leftOutCount: Math.max(0, Math.min(dataset.emailCount, leftOutCount)) };
}
