"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { MatchColumns } from "#components/datasets/actions";
import { showProblem, showUndo } from "#components/ui/toast";
import { STORED } from "#lib/client/stored";
import type { DatasetView, TableView } from "#lib/datasets/view";

const REMEMBERED = "The columns are remembered.";

type Fields = TableView["fields"];

/** Has a table read again with other columns; answers whether that begins. It can be taken back. */
export function useMatchColumns(dataset: DatasetView, table: TableView, matchColumns: MatchColumns) {
  const client = useQueryClient();
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const where = { datasetId: dataset.id, headersId: table.headersId };

  async function send(
    fields: Fields | null,
    revision: number,
  ): Promise<{ datasetId: number; filesRead: number } | null> {
    try {
      const result = await matchColumns({ ...where, fields, revision });
      if (!result.ok) showProblem(result.message);
      await client.invalidateQueries({ queryKey: [STORED] });
      return result.ok ? result.value : null;
    } catch {
      showProblem("Mailgist does not answer, so nothing was changed. Is it still running on this computer?");
      return null;
    }
  }

  async function apply(fields: Fields | null): Promise<boolean> {
    setBusy(true);
    const matched = await send(fields, table.revision);
    setBusy(false);
    if (!matched) return false;
    if (matched.datasetId !== dataset.id) router.push(`/datasets/${matched.datasetId}`);
    else {
      const before = table.isChosen ? table.fields : null;
      showUndo(matched.filesRead > 0 ? `${REMEMBERED} The emails are being read again.` : REMEMBERED, () => {
        send(before, table.revision + 1);
      });
    }
    return true;
  }

  return { apply, isBusy };
}
