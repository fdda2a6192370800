"use client";
import { Button } from "@heroui/react/button";
import { useQuery } from "@tanstack/react-query";
import { Columns3 } from "lucide-react";
import { useState } from "react";
import type { MatchColumns } from "#components/datasets/actions";
import { MatchTable } from "#components/datasets/match-table";
import { tablesQuery } from "#lib/client/dataset-queries";
import { useFormat } from "#lib/client/format";
import type { DatasetView, TableView } from "#lib/datasets/view";
import { FIELD_WORDS } from "#lib/words";

type Props = { dataset: DatasetView; matchColumns: MatchColumns };

/** How the columns of the dataset's tables are read: one line where that is clear, a question where it is not. */
export function ColumnsPanel({ dataset, matchColumns }: Props) {
  const { data: tables = [] } = useQuery(tablesQuery(dataset.id));
  return tables.map((table) => (
    <TablePanel
      key={`${table.headersId}.${table.revision}`}
      dataset={dataset}
      table={table}
      matchColumns={matchColumns}
    />
  ));
}

function TablePanel({ dataset, table, matchColumns }: Props & { table: TableView }) {
  const isClear = table.isSure || table.isChosen;
  const [isOpen, setOpen] = useState(!isClear);
  const files = useFileWords(table);
  if (isOpen) {
    return (
      <MatchTable
        dataset={dataset}
        table={table}
        why={
          isClear
            ? `What each column of ${files} holds. The choice is remembered for files with the same column names.`
            : `Mailgist is not sure what the columns of ${files} hold. Check them once: files with the same column names are then read the same way.`
        }
        matchColumns={matchColumns}
        onClose={() => setOpen(false)}
      />
    );
  }
  return (
    <section
      aria-label={`Columns of ${files}`}
      className="panel flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 sm:px-6"
    >
      <Columns3 aria-hidden className="size-4 shrink-0 text-muted" />
      <p className="min-w-0 flex-1 basis-52 text-sm wrap-anywhere">
        {leadOf(table)}: {fieldsOf(table)}
        <span className="text-muted"> · {files}</span>
      </p>
      <Button size="sm" variant="tertiary" aria-label={`Change the columns of ${files}`} onPress={() => setOpen(true)}>
        Change
      </Button>
    </section>
  );
}

function leadOf(table: TableView): string {
  if (table.isRemembered) return "Columns matched as last time";
  if (table.isChosen) return "Columns matched as chosen";
  return table.isSure ? "Columns matched" : "Columns guessed";
}

/** "Subject, Body, From": what was found, in the order of the offer. */
function fieldsOf(table: TableView): string {
  const found = new Set(Object.values(table.fields));
  const words = Object.entries(FIELD_WORDS).flatMap(([field, word]) =>
    [...found].some((one) => one === field) ? [word] : [],
  );
  return words.join(", ") || "none";
}

function useFileWords({ fileName, fileCount }: TableView): string {
  const format = useFormat();
  return fileCount === 1 ? `“${fileName}”` : `“${fileName}” and ${format.count(fileCount - 1, "more file")}`;
}
